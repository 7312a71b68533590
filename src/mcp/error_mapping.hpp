#pragma once

#include <string>

#include "core/error.hpp"
#include "jsonrpc/message.hpp"
#include "mcp/tool.hpp"

namespace d1mcp::mcp {

/// Where a tool result that is an error keeps what programs read: code, message, hint and place. It
/// is not `structuredContent`, because a widespread client library (TypeScript SDK 1.x) holds that
/// against the tool's outputSchema in errors, too, and rejects the whole result.
inline constexpr const char* kErrorMetaKey = "d1-mcp/error";

/// The tool result that reports a failed call to the model: `isError`, and the message, place and
/// hint as text.
Json error_result(const Error& error);

/// The JSON-RPC error that reports a failure where there is no tool result to put it in.
jsonrpc::Fault failed_request(const Error& error);

/// The tool result for arguments that break the contract. `problems` is one line for each.
Json argument_error_result(const std::string& problems);

}  // namespace d1mcp::mcp
