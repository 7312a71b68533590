#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mcp/audience.hpp"
#include "mcp/catalog.hpp"
#include "mcp/completion.hpp"
#include "mcp/prompt.hpp"
#include "mcp/resource.hpp"
#include "mcp/revision.hpp"
#include "mcp/server_info.hpp"
#include "mcp/skill.hpp"
#include "mcp/tool.hpp"

namespace d1mcp::mcp {

/// All that the methods answer from. Immutable once serving has begun, except for the audience.
struct Server {
  ServerInfo info;
  Catalog tools;
  Resources resources = {};
  std::vector<Prompt> prompts = {};
  std::vector<Skill> skills = {};
  Completer complete = {};

  /// Who hears of changes; shared with whatever notices them.
  std::shared_ptr<Audience> audience = std::make_shared<Audience>();

  /// Whether these lists may change while the server runs.
  bool tools_change = false;
  bool prompts_change = false;
};

/// What the server can do, as `initialize` and `server/discover` declare it.
Json capabilities(const Server& server, Revision revision);

}  // namespace d1mcp::mcp
