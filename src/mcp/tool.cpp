#include "mcp/tool.hpp"

namespace d1mcp::mcp {

Json parse_contract(std::string_view text) {
  Json contract = Json::parse(text, /*cb=*/nullptr, /*allow_exceptions=*/false);
  return contract.is_discarded() ? Json() : contract;
}

std::string name_in(const Json& contract) {
  if (!contract.is_object()) return {};
  const auto name = contract.find("name");
  return name != contract.end() && name->is_string() ? name->get<std::string>() : std::string();
}

}  // namespace d1mcp::mcp
