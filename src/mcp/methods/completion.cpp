// completion/complete.

#include <algorithm>
#include <utility>

#include "mcp/error_mapping.hpp"
#include "mcp/meta.hpp"
#include "mcp/methods/methods.hpp"
#include "mcp/params.hpp"

namespace d1mcp::mcp {
namespace {

constexpr std::size_t kMostValues = 100;  // MCP schema, CompleteResult.

std::variant<CompletionQuery, jsonrpc::Fault> query_in(const Json& params) {
  const Json* reference = member(params, "ref");
  const std::string* type = reference == nullptr ? nullptr : string_param(*reference, "type");
  const bool of_prompt = type != nullptr && *type == "ref/prompt";
  const std::string* named =
      type == nullptr ? nullptr : string_param(*reference, of_prompt ? "name" : "uri");
  if (named == nullptr || (!of_prompt && *type != "ref/resource")) {
    return wrong_params("params.ref must name a prompt or a resource template");
  }
  const Json* argument = member(params, "argument");
  const std::string* name = argument == nullptr ? nullptr : string_param(*argument, "name");
  const std::string* value = argument == nullptr ? nullptr : string_param(*argument, "value");
  if (name == nullptr || value == nullptr) {
    return wrong_params("params.argument must have a name and a value");
  }
  CompletionQuery query{
      .of = of_prompt ? CompletionQuery::Of::prompt : CompletionQuery::Of::resource_template,
      .reference = *named,
      .argument = *name,
      .value = *value};
  const Json* context = member(params, "context");
  const Json* settled = context == nullptr ? nullptr : member(*context, "arguments");
  if (settled != nullptr && settled->is_object()) query.others = *settled;
  return query;
}

Json completion(const std::vector<std::string>& values) {
  Json shown = Json::array();
  for (std::size_t index = 0; index < std::min(values.size(), kMostValues); ++index) {
    shown.push_back(values[index]);
  }
  return {{"completion",
           {{"values", std::move(shown)},
            {"total", values.size()},
            {"hasMore", values.size() > kMostValues}}}};
}

}  // namespace

// About what is unknown there is nothing to say, and an empty list says so: clients ask at every
// key.
Outcome complete(const Call& call) {
  auto asked = query_in(call.request.params);
  if (auto* fault = std::get_if<jsonrpc::Fault>(&asked)) return std::move(*fault);
  if (!call.server.complete) return completion({});
  const auto values = call.server.complete(std::get<CompletionQuery>(asked), call.context());
  if (!values) return failed_request(values.error());
  return completion(*values);
}

}  // namespace d1mcp::mcp
