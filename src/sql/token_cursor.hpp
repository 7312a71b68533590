#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sql/tokenizer.hpp"

namespace d1mcp::sql {

/// Reads a statement token by token, white space and comments left out. At the end every question
/// is answered with no, so that a reader of broken SQL stops by itself.
class TokenCursor {
 public:
  /// `sql` must outlive the cursor.
  explicit TokenCursor(std::string_view sql) : tokens_(solid_tokens(sql)) {}

  [[nodiscard]] bool at_end() const { return next_ == tokens_.size(); }
  [[nodiscard]] bool at(TokenKind kind) const { return peek().kind == kind; }
  [[nodiscard]] bool at(std::string_view word) const { return is_word(peek(), word); }

  /// The next token, which stays the next one; `end_of_text` at the end.
  [[nodiscard]] Token peek() const { return at_end() ? Token{} : tokens_[next_]; }

  Token take() {
    const Token token = peek();
    if (!at_end()) ++next_;
    return token;
  }

  /// Takes the next token if it is the wanted one.
  bool take(TokenKind kind);
  bool take(std::string_view word);

  /// Takes a name and gives it without quotes; empty where no name stands.
  std::string take_name();

  /// Takes one token or everything between two parentheses that belong together.
  void skip();

  /// Takes everything before the next `stop` outside parentheses, or before the end, and gives it
  /// as written, from its first token to its last.
  std::string_view take_until(TokenKind stop);

  /// Takes what stands between parentheses and gives it as written, from its first token to its
  /// last; empty where no parenthesis is opened or none closes it.
  std::string_view take_parenthesized();

 private:
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
};

/// The bytes from the beginning of `first` to the end of `last`, both tokens of one text.
std::string_view stretch(const Token& first, const Token& last);

}  // namespace d1mcp::sql
