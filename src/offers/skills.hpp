#pragma once

#include <vector>

#include "mcp/skill.hpp"

namespace d1mcp::offers {

/// What an assistant can learn here: the safe way through a migration.
std::vector<mcp::Skill> skills();

}  // namespace d1mcp::offers
