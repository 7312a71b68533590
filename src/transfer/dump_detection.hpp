#pragma once

#include <string_view>

namespace d1mcp::transfer {

/// Whether a file that begins with `head` (a few KB are plenty) is SQL as a dump or migration has
/// it, judged by its first statement and not by the file's name. Byte order mark, white space and
/// comments before it are skipped. Prose that begins with "Create", a JSON text, HTML or a SQLite
/// database are not.
bool looks_like_sql_dump(std::string_view head);

}  // namespace d1mcp::transfer
