// Hearing of changes: subscriptions/listen of the stateless era, resources/subscribe of sessions.

#include <utility>

#include "mcp/audience.hpp"
#include "mcp/meta.hpp"
#include "mcp/methods/methods.hpp"
#include "mcp/params.hpp"

namespace d1mcp::mcp {
namespace {

// More would be a client gone wrong; what is beyond is not acknowledged.
constexpr std::size_t kMostNames = 1000;

bool is_wished(const Json& wishes, std::string_view name) {
  const Json* wish = member(wishes, name);
  return wish != nullptr && *wish == true;
}

std::set<std::string> names_in(const Json& wishes, std::string_view name) {
  std::set<std::string> names;
  const Json* given = member(wishes, name);
  if (given == nullptr || !given->is_array()) return names;
  for (const Json& entry : *given) {
    if (names.size() == kMostNames) break;
    if (entry.is_string()) names.insert(entry.get<std::string>());
  }
  return names;
}

// What never changes here is not acknowledged, so that the client need not wait for it.
Wishes wishes_in(const Json& wished, const Server& server) {
  Wishes wishes;
  wishes.tools = server.tools_change && is_wished(wished, "toolsListChanged");
  wishes.prompts = server.prompts_change && is_wished(wished, "promptsListChanged");
  wishes.resources = server.resources.change && is_wished(wished, "resourcesListChanged");
  if (server.resources.change) wishes.uris = names_in(wished, "resourceSubscriptions");
  wishes.task_ids = names_in(wished, "taskIds");
  return wishes;
}

Outcome subscribe_or_not(const Call& call,
                         SessionEra& session,
                         void (SessionEra::*change)(const std::string&)) {
  const std::string* uri = string_param(call.request.params, "uri");
  if (uri == nullptr) return wrong_params("params.uri must be the URI of a resource");
  (session.*change)(*uri);
  return Json::object();
}

}  // namespace

Outcome listen(const Call& call) {
  const Json* wished = member(call.request.params, "notifications");
  if (wished == nullptr || !wished->is_object()) {
    return wrong_params("params.notifications must be an object that names what to listen to");
  }
  return KeptOpen{
      [audience = call.server.audience,
       id = call.request.id,
       wishes = wishes_in(*wished, call.server)](std::shared_ptr<Pending> pending, Reply reply) {
        audience->add_listener(id, wishes, std::move(pending), std::move(reply));
      }};
}

Outcome subscribe(const Call& call, SessionEra& session) {
  return subscribe_or_not(call, session, &SessionEra::watch);
}

Outcome unsubscribe(const Call& call, SessionEra& session) {
  return subscribe_or_not(call, session, &SessionEra::unwatch);
}

}  // namespace d1mcp::mcp
