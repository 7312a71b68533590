#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace d1mcp::transfer {

/// The SQL of a CREATE statement as stored in sqlite_schema, made fit for a semicolon after it: the
/// stored text may end inside a comment.
std::string closed_definition(std::string_view create_sql);

/// Why D1 or wrangler would not take a definition as it is written, as sentences about `name`;
/// empty when nothing is known against it.
std::vector<std::string> doubts_about_definition(std::string_view name,
                                                 std::string_view create_sql);

}  // namespace d1mcp::transfer
