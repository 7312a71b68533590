#pragma once

#include "drift/difference.hpp"
#include "sql/schema.hpp"

namespace d1mcp::drift {

/// The ALTER TABLEs that make `from` what `to` is, where columns to add or to drop are all that
/// differs and SQLite takes them with rows in the table; otherwise an obstacle that says what only
/// a rebuild does.
Healing alter_table(const sql::TableInfo& from, const sql::TableInfo& to);

}  // namespace d1mcp::drift
