#pragma once

#include <vector>

#include "drift/difference.hpp"
#include "mcp/tool.hpp"

namespace d1mcp::tools {

/// [{"type", "name", "status", "weight", "what", "obstacle_here", "obstacle_there"}, …]; the last
/// two say why no statement heals that side.
mcp::Json encode_differences(const std::vector<drift::Difference>& differences);

/// Puts the statements that heal each side, in an order to run them, into `result` as "heal_here"
/// and "heal_there"; neither where there are none.
void put_healing(mcp::Json& result, const std::vector<drift::Difference>& differences);

}  // namespace d1mcp::tools
