#pragma once

#include <string>
#include <string_view>

#include "sql/tokenizer.hpp"

namespace d1mcp::transfer {

/// Reads the tokens of a statement one by one, white space and comments left out, and no further
/// than asked: a statement may be megabytes long.
class TokenReader {
 public:
  /// `sql` must outlive the reader.
  explicit TokenReader(std::string_view sql) : stream_(sql), next_(stream_.next_solid()) {}

  [[nodiscard]] const sql::Token& peek() const { return next_; }
  [[nodiscard]] bool at_end() const { return next_.kind == sql::TokenKind::end_of_text; }

  sql::Token take() {
    const sql::Token token = next_;
    next_ = stream_.next_solid();
    return token;
  }

  bool take(sql::TokenKind kind) {
    if (next_.kind != kind) return false;
    take();
    return true;
  }

  bool take(std::string_view word) {
    if (!sql::is_word(next_, word)) return false;
    take();
    return true;
  }

  void skip_words(std::string_view first, std::string_view second, std::string_view third = {}) {
    if (!take(first)) return;
    take(second);
    if (!third.empty()) take(third);
  }

  /// A name with or without the schema it is in; gives it without both.
  std::string take_name() {
    std::string name = sql::unquoted(take());
    if (!take(sql::TokenKind::dot)) return name;
    return sql::unquoted(take());
  }

  bool skip_past(std::string_view word) {
    while (!at_end()) {
      if (sql::is_word(take(), word)) return true;
    }
    return false;
  }

 private:
  sql::TokenStream stream_;
  sql::Token next_;
};

}  // namespace d1mcp::transfer
