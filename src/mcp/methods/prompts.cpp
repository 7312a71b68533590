// prompts/list, prompts/get, completion/complete.

#include "core/text.hpp"
#include "mcp/meta.hpp"
#include "mcp/methods/methods.hpp"
#include "mcp/pagination.hpp"
#include "mcp/params.hpp"

namespace d1mcp::mcp {

Outcome list_prompts(const Call& call) {
  return list_result(call.request.params, "prompts", Json::array());
}

Outcome get_prompt(const Call& call) {
  const std::string* name = string_param(call.request.params, "name");
  if (name == nullptr) return wrong_params("params.name must be the name of a prompt");
  return wrong_params("there is no prompt named \"" + std::string(utf8_prefix(*name, 100)) + "\"");
}

// Nothing is known about any reference yet, and an empty list says so: a client asks at every key.
Outcome complete(const Call& call) {
  const Json* reference = member(call.request.params, "ref");
  const Json* argument = member(call.request.params, "argument");
  if (reference == nullptr || string_param(*reference, "type") == nullptr) {
    return wrong_params("params.ref must name a prompt or a resource template");
  }
  if (argument == nullptr || string_param(*argument, "name") == nullptr ||
      string_param(*argument, "value") == nullptr) {
    return wrong_params("params.argument must have a name and a value");
  }
  return Json{{"completion", {{"values", Json::array()}, {"total", 0}, {"hasMore", false}}}};
}

}  // namespace d1mcp::mcp
