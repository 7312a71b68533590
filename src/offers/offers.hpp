#pragma once

#include "core/access.hpp"
#include "mcp/server.hpp"
#include "tools.hpp"

namespace d1mcp::offers {

/// Adds to `server` what it offers beside tools: resources, prompts, completion and skills. What
/// `services` refers to outlives the server.
void add_offers(mcp::Server& server, const tools::Services& services, Access access);

}  // namespace d1mcp::offers
