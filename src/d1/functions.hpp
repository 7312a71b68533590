#pragma once

#include <string_view>

namespace d1mcp::d1 {

/// Whether D1 lets a statement call the SQL function `name`, as SQLite's authorizer reports it
/// (SQLITE_FUNCTION). ASCII case does not matter. Operators that are functions underneath count
/// too: "->", "->>", "like", "glob", "match".
///
/// A listed function need not exist: see is_missing_function.
bool is_allowed_function(std::string_view name);

/// Whether D1 authorizes `name` and yet has no such function, which other builds of SQLite have:
/// soundex. ASCII case does not matter.
bool is_missing_function(std::string_view name);

}  // namespace d1mcp::d1
