#pragma once

#include <sqlite3.h>

namespace d1mcp::sqlite {

/// Gives `handle` timediff(A, B), as SQLite has it since 3.43 (sqlite.org/lang_datefunc.html): what
/// has to be added to B to get A, "+YYYY-MM-DD HH:MM:SS.SSS" or with a minus, NULL where one of
/// them is no time. SQLite itself reads the times, on a handle of its own.
void add_timediff(sqlite3* handle);

}  // namespace d1mcp::sqlite
