#include "mcp/meta.hpp"

#include <string>

namespace d1mcp::mcp {

const Json* member(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(std::string(name));
  return found == object.end() ? nullptr : &*found;
}

const Json* meta_member(const Json& params, std::string_view name) {
  const Json* meta = member(params, "_meta");
  return meta == nullptr ? nullptr : member(*meta, name);
}

bool is_stateless(const Json& params) {
  return meta_member(params, kProtocolVersionKey) != nullptr;
}

std::optional<Json> progress_token(const Json& params) {
  const Json* token = meta_member(params, "progressToken");
  if (token == nullptr || !(token->is_string() || token->is_number_integer())) return std::nullopt;
  return *token;
}

}  // namespace d1mcp::mcp
