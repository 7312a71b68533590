#pragma once

#include <string_view>

namespace d1mcp::lint {

/// Which values a column makes other ones of (sqlite.org/datatype3.html, section 3).
enum class Affinity { text, integer, real, numeric, none };

/// What SQLite reads out of the letters of a column's declared type.
Affinity affinity_of(std::string_view declared_type);

/// "TEXT", "INTEGER", "REAL", "NUMERIC", "BLOB".
std::string_view to_string(Affinity affinity);

}  // namespace d1mcp::lint
