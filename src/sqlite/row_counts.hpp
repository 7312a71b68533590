#pragma once

#include <optional>
#include <sqlite3.h>

#include "sql/connection.hpp"

namespace d1mcp::sqlite {

/// The rows `statement` has read and written since this was last asked, as D1 counts them; nothing
/// where the library was not built to count (cmake/SqliteRowCounts.cmake).
std::optional<sql::RowCounts> take_row_counts(sqlite3_stmt* statement);

/// Adds what a statement of a batch read and wrote to the batch's `total`.
void add_row_counts(std::optional<sql::RowCounts>& total,
                    const std::optional<sql::RowCounts>& statement);

}  // namespace d1mcp::sqlite
