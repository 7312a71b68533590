#pragma once

#include <string>
#include <string_view>

#include "jsonrpc/message.hpp"
#include "mcp/tool.hpp"

namespace d1mcp::mcp {

/// The fault for params of a method that are not what its schema says.
jsonrpc::Fault wrong_params(std::string message);

/// `params.<name>` if it is a string; null otherwise.
const std::string* string_param(const Json& params, std::string_view name);

}  // namespace d1mcp::mcp
