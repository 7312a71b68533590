#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "sql/statement.hpp"

namespace d1mcp::sql {

/// Gives the next piece of a script, empty at its end.
using ChunkSource = std::function<Result<std::string>()>;

/// Cuts a script into statements where SQLite would: at semicolons outside strings, quoted names,
/// comments and trigger bodies (the grammar of sqlite3_complete, sqlite.org/c3ref/complete.html).
/// A leading UTF-8 byte order mark is skipped. Empty statements and comments alone give nothing.
/// The last statement needs no semicolon. An unterminated string, quoted name, comment or trigger
/// body, and a NUL byte, are errors at the position where they begin.
///
/// Works on a stream: memory is bounded by the longest statement, time is linear in the input.
class Splitter {
 public:
  explicit Splitter(ChunkSource chunks);

  Result<std::optional<Statement>> next();

 private:
  // Chosen by the implementation.
};

/// All statements of `script`.
Result<std::vector<Statement>> split(std::string_view script);

/// Where the byte `offset` of a statement lies in the text the statement was cut from: for turning
/// sqlite3_error_offset() into a line and column.
Position position_in_script(const Statement& statement, std::size_t offset);

}  // namespace d1mcp::sql
