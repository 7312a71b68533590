#pragma once

#include <string_view>

namespace d1mcp::d1 {

/// Whether D1 lets a statement call the SQL function `name`, as SQLite's authorizer reports it
/// (SQLITE_FUNCTION). ASCII case does not matter. Operators that are functions underneath count
/// too: "->", "->>", "like", "glob", "match".
///
/// A listed function need not exist: D1 authorizes soundex and load_extension and offers neither.
bool is_allowed_function(std::string_view name);

}  // namespace d1mcp::d1
