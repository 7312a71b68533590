#pragma once

#include "mcp/method.hpp"

namespace d1mcp::mcp {

/// Makes a task of a tool call: the client gets its handle at once, and the tool runs on. With too
/// many tasks open it is `invalid_request`.
Outcome run_as_task(const Tool& tool, Json arguments, const Call& call);

/// The fault for a client that does not know tasks.
jsonrpc::Fault tasks_are_needed();

}  // namespace d1mcp::mcp
