#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mcp/server.hpp"

// The tools, resources and prompts that the official MCP conformance suite (0.2.0-alpha.12) calls
// by name. What they answer is the suite's, word for word where it compares words.
namespace d1mcp::conformance {

using mcp::Json;

/// A server with everything; its tools tell `audience` of changes that they make up.
Result<mcp::Server> fixture();

std::vector<mcp::Tool> content_tools();
std::vector<mcp::Tool> schema_tools();
std::vector<mcp::Tool> asking_tools();
std::vector<mcp::Tool> task_tools();
std::vector<mcp::Tool> change_tools(const std::shared_ptr<mcp::Audience>& audience);
mcp::Resources resources();
std::vector<mcp::Prompt> prompts();
std::vector<mcp::Skill> skills();

/// The schema of a string.
inline const Json kString = {{"type", "string"}};

/// A tool without a contract file: `properties` are those of its inputSchema, all optional.
mcp::Tool tool(const std::string& name,
               const Json& properties,
               std::function<Result<mcp::ToolResult>(const Json&, const mcp::CallContext&)> call);

/// A result that is one block of text, and one of blocks.
mcp::ToolResult text(std::string said);
mcp::ToolResult blocks(std::vector<Json> blocks);

/// One pixel, image/png, and a RIFF header without samples, audio/wav, in base64.
inline constexpr const char* kPixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg"
    "==";
inline constexpr const char* kSilence =
    "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";

/// The Question that asks the user for an object with these properties, all required.
mcp::Question ask_for(const std::string& key, const std::string& message, const Json& properties);

}  // namespace d1mcp::conformance
