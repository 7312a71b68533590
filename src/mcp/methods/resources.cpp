// resources/list, resources/templates/list, resources/read.

#include <utility>

#include "core/text.hpp"
#include "mcp/error_mapping.hpp"
#include "mcp/methods/methods.hpp"
#include "mcp/pagination.hpp"
#include "mcp/params.hpp"

namespace d1mcp::mcp {
namespace {

jsonrpc::Fault no_such_resource(const std::string& uri) {
  jsonrpc::Fault fault = wrong_params("there is no resource " + std::string(utf8_prefix(uri, 200)));
  fault.data = {{"uri", uri}};
  return fault;
}

Outcome read_from(const Resources& resources, const std::string& uri, const Call& call) {
  if (!resources.read) return no_such_resource(uri);
  Result<ResourceRead> read = resources.read(uri, call.context());
  if (!read) {
    jsonrpc::Fault fault = failed_request(read.error());
    fault.data["uri"] = uri;
    return fault;
  }
  if (auto* question = std::get_if<Question>(&*read)) return std::move(*question);
  if (auto* contents = std::get_if<Json>(&*read)) {
    return Json{{"contents", std::move(*contents)}};
  }
  return no_such_resource(uri);
}

}  // namespace

Outcome list_resources(const Call& call) {
  const Server& server = call.server;
  Json listed = Json::array();
  if (server.resources.list) {
    Result<Json> found = server.resources.list(call.context());
    if (!found) return failed_request(found.error());
    listed = *std::move(found);
  }
  for (Json& resource : skill_resources(server.skills)) listed.push_back(std::move(resource));
  return list_result(call.request.params, "resources", listed);
}

Outcome list_resource_templates(const Call& call) {
  return list_result(call.request.params, "resourceTemplates", call.server.resources.templates);
}

Outcome read_resource(const Call& call) {
  const std::string* uri = string_param(call.request.params, "uri");
  if (uri == nullptr) return wrong_params("params.uri must be the URI of a resource");
  if (Json file = read_skill_file(call.server.skills, *uri); !file.is_null()) {
    return Json{{"contents", Json::array({std::move(file)})}};
  }
  return read_from(call.server.resources, *uri, call);
}

}  // namespace d1mcp::mcp
