#pragma once

#include <string>

#include "jsonrpc/json.hpp"
#include "mcp/revision.hpp"

namespace d1mcp::mcp {

using Json = jsonrpc::Json;

/// Who this server says it is.
struct ServerInfo {
  std::string name;
  std::string version;
  std::string title;         ///< For people; may be empty.
  std::string instructions;  ///< For the model, how to use the server; may be empty.
};

/// The `Implementation` object: members a client of `revision` does not know are left out.
Json implementation(const ServerInfo& info, Revision revision);

}  // namespace d1mcp::mcp
