#pragma once

#include <string>

#include "sql/value.hpp"

namespace d1mcp::transfer {

/// Appends a value of SQLite as JSON from which exactly that value can be read back. What JSON, as
/// JavaScript reads it, cannot hold is an object whose first member begins with '$':
///
/// | value | JSON |
/// |---|---|
/// | NULL | null |
/// | INTEGER from -(2^53 - 1) to 2^53 - 1 | a number without point and exponent |
/// | other INTEGER | {"$int":"9223372036854775807"} |
/// | REAL | a number with a point or exponent |
/// | infinite REAL | {"$real":"Infinity"}, {"$real":"-Infinity"} |
/// | TEXT in UTF-8 | a string |
/// | other TEXT | {"$text_base64":"gA==","bytes":1} |
/// | BLOB | {"$blob":"AP8=","bytes":2} |
///
/// Nothing stored in a row is an object otherwise, so the form is unambiguous.
void append_json_cell(std::string& out, const sql::Cell& cell);

}  // namespace d1mcp::transfer
