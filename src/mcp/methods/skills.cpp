// The skills extension: skills/list, skills/get, resources/directory/read.

#include "mcp/methods/methods.hpp"
#include "mcp/pagination.hpp"
#include "mcp/params.hpp"

namespace d1mcp::mcp {
namespace {

jsonrpc::Fault nothing_at(const std::string* uri, const std::string& kind) {
  if (uri == nullptr) return wrong_params("params.uri must be the URI of a " + kind);
  jsonrpc::Fault fault = wrong_params("there is no such " + kind);
  fault.data = {{"uri", *uri}};
  return fault;
}

}  // namespace

Outcome list_skills(const Call& call) {
  Json listed = Json::array();
  for (const Skill& skill : call.server.skills) listed.push_back(skill_entry(skill));
  return list_result(call.request.params, "skills", listed);
}

Outcome get_skill(const Call& call) {
  const std::string* uri = string_param(call.request.params, "uri");
  for (const Skill& skill : call.server.skills) {
    if (uri != nullptr && *uri == skill_uri(skill, "SKILL.md")) {
      return Json{{"skill", skill_entry(skill)}};
    }
  }
  return nothing_at(uri, "skill");
}

Outcome read_directory(const Call& call) {
  const std::string* uri = string_param(call.request.params, "uri");
  Json listed = uri == nullptr ? Json() : read_skill_directory(call.server.skills, *uri);
  if (listed.is_null()) return nothing_at(uri, "directory");
  return list_result(call.request.params, "resources", listed);
}

}  // namespace d1mcp::mcp
