#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace d1mcp::transfer {

/// Why D1 or wrangler would not take a definition as it is written, as sentences about `name`;
/// empty when nothing is known against it.
std::vector<std::string> doubts_about_definition(std::string_view name,
                                                 std::string_view create_sql);

}  // namespace d1mcp::transfer
