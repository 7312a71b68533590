// Meeting a client: initialize, ping, server/discover, logging/setLevel.

#include "mcp/meta.hpp"
#include "mcp/methods/methods.hpp"
#include "mcp/params.hpp"

namespace d1mcp::mcp {
namespace {

void add_instructions(Json& result, const ServerInfo& info) {
  if (!info.instructions.empty()) result["instructions"] = info.instructions;
}

}  // namespace

Outcome initialize(const Call& call, SessionEra& session) {
  const Json& params = call.request.params;
  const std::string* wanted = string_param(params, "protocolVersion");
  if (wanted == nullptr) return wrong_params("params.protocolVersion must be a string");
  const Json* client_capabilities = member(params, "capabilities");
  if (client_capabilities != nullptr && !client_capabilities->is_object()) {
    return wrong_params("params.capabilities must be an object");
  }
  const Revision revision = session_revision(*wanted).value_or(kNewestSessionRevision);
  if (!session.begin(revision,
                     client_capabilities == nullptr ? Json::object() : *client_capabilities)) {
    return jsonrpc::Fault{.code = jsonrpc::Code::invalid_request,
                          .message = "this session is initialized already"};
  }
  call.server.audience->add_session(call.peer);
  Json result = {{"protocolVersion", to_string(revision)},
                 {"capabilities", capabilities(call.server, revision)},
                 {"serverInfo", implementation(call.server.info, revision)}};
  add_instructions(result, call.server.info);
  return result;
}

Outcome ping(const Call& /*call*/) {
  return Json::object();
}

Outcome discover(const Call& call) {
  Json result = {{"supportedVersions", Json::array({to_string(kStatelessRevision)})},
                 {"capabilities", capabilities(call.server, kStatelessRevision)}};
  add_instructions(result, call.server.info);
  return result;
}

Outcome set_log_level(const Call& call, SessionEra& session) {
  const std::string* name = string_param(call.request.params, "level");
  const auto level = name == nullptr ? std::nullopt : log_level_named(*name);
  if (!level) return wrong_params("params.level must be " + all_log_levels());
  session.log_from(*level);
  return Json::object();
}

}  // namespace d1mcp::mcp
