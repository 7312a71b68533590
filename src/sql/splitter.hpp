#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "sql/statement.hpp"
#include "sql/tokenizer.hpp"

namespace d1mcp::sql {

/// Gives the next piece of a script, empty at its end.
using ChunkSource = std::function<Result<std::string>()>;

/// Cuts a script into statements where SQLite would: at semicolons outside strings, quoted names,
/// comments and trigger bodies (the grammar of sqlite3_complete, sqlite.org/c3ref/complete.html).
/// A leading UTF-8 byte order mark is skipped. Empty statements and comments alone give nothing.
/// The last statement needs no semicolon. An unterminated string, quoted name, comment or trigger
/// body, and a NUL byte, are errors at the position where they begin.
///
/// Works on a stream: memory is bounded by a small multiple of the longest statement or comment,
/// time is linear in the input, however small the pieces are.
class Splitter {
 public:
  explicit Splitter(ChunkSource chunks);

  /// The next statement, nothing at the end of the script. After an error always that error.
  Result<std::optional<Statement>> next();

  /// What is known of the script behind the statement given last; perhaps nothing yet. For callers
  /// that recognise a frequent form of statement sooner than `next` finds its end.
  [[nodiscard]] std::string_view ahead() const { return unread(); }

  /// Passes over the statement that is `ahead()` from `begin` to `end`, behind nothing but white
  /// space and before a semicolon, and gives it without its text.
  Statement pass(std::size_t begin, std::size_t end);

 private:
  Result<std::optional<Statement>> read_statement();
  Result<Token> read_token();
  Status read_more(std::size_t wanted);
  [[nodiscard]] bool may_go_on(const Token& token) const;
  [[nodiscard]] Status check(const Token& token) const;
  [[nodiscard]] std::string_view unread() const;
  void forget_until(std::size_t index);
  std::optional<Statement> cut(std::size_t length);
  [[nodiscard]] Error located(Error error, std::size_t index) const;

  ChunkSource chunks_;
  bool source_ended_ = false;
  std::string buffer_;
  std::size_t begin_ = 0;  ///< Where in `buffer_` the statement being read begins, or `read_`.
  std::size_t read_ = 0;   ///< Where in `buffer_` the next token begins.
  Position position_;      ///< Of `begin_`, in the script.
  std::uint32_t given_ = 0;
  std::optional<Error> failure_;
};

/// All statements of `script`.
Result<std::vector<Statement>> split(std::string_view script);

/// Where the byte `offset` of a statement lies in the text the statement was cut from: for turning
/// sqlite3_error_offset() into a line and column. An offset past the end gives the end.
Position position_in_script(const Statement& statement, std::size_t offset);

}  // namespace d1mcp::sql
