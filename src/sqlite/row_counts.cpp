#include "sqlite/row_counts.hpp"

#include <cstdint>

namespace d1mcp::sqlite {

#if defined(D1MCP_SQLITE_COUNTS_ROWS)

std::optional<sql::RowCounts> take_row_counts(sqlite3_stmt* statement) {
  constexpr int kRowsRead = 1025;
  constexpr int kRowsWritten = 1026;
  const auto take = [&](int which) {
    // The counter has 32 bits and no sign.
    return static_cast<std::uint32_t>(sqlite3_stmt_status(statement, which, /*resetFlg=*/1));
  };
  return sql::RowCounts{.read = take(kRowsRead), .written = take(kRowsWritten)};
}

#else

std::optional<sql::RowCounts> take_row_counts(sqlite3_stmt* /*statement*/) {
  return std::nullopt;
}

#endif

void add_row_counts(std::optional<sql::RowCounts>& total,
                    const std::optional<sql::RowCounts>& statement) {
  if (!statement) return;
  if (!total) total.emplace();
  total->read += statement->read;
  total->written += statement->written;
}

}  // namespace d1mcp::sqlite
