#include "mcp/params.hpp"

#include <utility>

#include "mcp/meta.hpp"

namespace d1mcp::mcp {

jsonrpc::Fault wrong_params(std::string message) {
  return {.code = jsonrpc::Code::invalid_params, .message = std::move(message)};
}

const std::string* string_param(const Json& params, std::string_view name) {
  const Json* value = member(params, name);
  return value == nullptr ? nullptr : value->get_ptr<const std::string*>();
}

}  // namespace d1mcp::mcp
