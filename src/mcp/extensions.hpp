#pragma once

#include <string_view>

#include "mcp/meta.hpp"

namespace d1mcp::mcp {

/// The identifiers of the extensions that this library knows (MCP 2026-07-28, SEP-2663, SEP-2640).
inline constexpr std::string_view kTasksExtension = "io.modelcontextprotocol/tasks";
inline constexpr std::string_view kSkillsExtension = "io.modelcontextprotocol/skills";

/// Whether a client with these capabilities has declared the extension.
inline bool declares_extension(const Json& client_capabilities, std::string_view extension) {
  const Json* declared = member(client_capabilities, "extensions");
  return declared != nullptr && member(*declared, extension) != nullptr;
}

}  // namespace d1mcp::mcp
