#pragma once

#include <sqlite3.h>

namespace d1mcp::sqlite {

/// Gives `handle` the aggregate and window function string_agg(X, SEPARATOR), as SQLite has it
/// since 3.44: group_concat() by its standard name.
void add_string_agg(sqlite3* handle);

}  // namespace d1mcp::sqlite
