// resources/list, resources/templates/list, resources/read.

#include "core/text.hpp"
#include "mcp/methods/methods.hpp"
#include "mcp/pagination.hpp"
#include "mcp/params.hpp"

namespace d1mcp::mcp {

Outcome list_resources(const Call& call) {
  return list_result(call.request.params, "resources", Json::array());
}

Outcome list_resource_templates(const Call& call) {
  return list_result(call.request.params, "resourceTemplates", Json::array());
}

Outcome read_resource(const Call& call) {
  const std::string* uri = string_param(call.request.params, "uri");
  if (uri == nullptr) return wrong_params("params.uri must be the URI of a resource");
  jsonrpc::Fault fault =
      wrong_params("there is no resource " + std::string(utf8_prefix(*uri, 200)));
  fault.data = {{"uri", *uri}};
  return fault;
}

}  // namespace d1mcp::mcp
