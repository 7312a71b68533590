#pragma once

#include <sqlite3.h>

#include "d1/dialect.hpp"

namespace d1mcp::sqlite {

/// Gives `handle` the functions that D1's SQLite has and the linked library does not know yet:
/// unhex (3.41), octet_length and timediff (3.43), concat, concat_ws and string_agg (3.44), iif
/// with any number of arguments (3.48). Only under D1's dialects: a plain file is for programs that
/// have this library. Those of JSONB are not among them. Source: sqlite.org/lang_corefunc.html,
/// lang_aggfunc.html and lang_datefunc.html.
void add_newer_functions(sqlite3* handle, d1::Dialect dialect);

}  // namespace d1mcp::sqlite
