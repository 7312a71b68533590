#pragma once

#include <vector>

#include "drift/difference.hpp"
#include "mcp/tool.hpp"

namespace d1mcp::tools {

/// [{"type", "name", "status", "weight", "what", "heal_here", "heal_there"}, …]; the last two are
/// SQL statements, or the sentence that says why there are none.
mcp::Json encode_differences(const std::vector<drift::Difference>& differences);

}  // namespace d1mcp::tools
