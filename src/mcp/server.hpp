#pragma once

#include <string>

#include "mcp/catalog.hpp"
#include "mcp/revision.hpp"
#include "mcp/tool.hpp"

namespace d1mcp::mcp {

/// Who this server says it is.
struct ServerInfo {
  std::string name;
  std::string version;
  std::string title;         ///< For people; may be empty.
  std::string instructions;  ///< For the model, how to use the server; may be empty.
};

/// All that the methods answer from. Immutable once serving has begun.
struct Server {
  ServerInfo info;
  Catalog tools;
};

/// The `Implementation` object: members a client of `revision` does not know are left out.
Json implementation(const ServerInfo& info, Revision revision);

/// What the server can do, as `initialize` and `server/discover` declare it.
Json capabilities(Revision revision);

}  // namespace d1mcp::mcp
