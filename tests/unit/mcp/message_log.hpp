#pragma once

#include <string_view>

namespace d1mcp::mcp {

enum class Speaker { client, server };

/// Keeps what is said in the conversation `between`, for a check against MCP's schemas: a line of
/// JSON in the file that the environment variable D1MCP_MESSAGES names. Does nothing where it names
/// none. Thread-safe.
void log_message(const void* between, Speaker from, std::string_view text);

}  // namespace d1mcp::mcp
