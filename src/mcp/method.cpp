#include "mcp/method.hpp"

#include <algorithm>
#include <array>

#include "mcp/methods/methods.hpp"

namespace d1mcp::mcp {
namespace {

constexpr std::array kMethods = {
    Method{"initialize",
           Spoken::in_sessions,
           Pace::at_once,
           Caching::none,
           SessionHandler{initialize}},
    Method{"ping", Spoken::in_sessions, Pace::at_once, Caching::none, Handler{ping}},
    Method{"logging/setLevel",
           Spoken::in_sessions,
           Pace::at_once,
           Caching::none,
           SessionHandler{set_log_level}},
    Method{"resources/subscribe",
           Spoken::in_sessions,
           Pace::at_once,
           Caching::none,
           SessionHandler{subscribe}},
    Method{"resources/unsubscribe",
           Spoken::in_sessions,
           Pace::at_once,
           Caching::none,
           SessionHandler{unsubscribe}},
    Method{"server/discover", Spoken::stateless, Pace::at_once, Caching::fixed, Handler{discover}},
    Method{"subscriptions/listen",
           Spoken::stateless,
           Pace::stays_open,
           Caching::none,
           Handler{listen}},
    Method{"tools/list", Spoken::always, Pace::at_once, Caching::fixed, Handler{list_tools}},
    Method{"tools/call", Spoken::always, Pace::may_take_long, Caching::none, Handler{call_tool}},
    Method{"resources/list",
           Spoken::always,
           Pace::may_take_long,
           Caching::changing,
           Handler{list_resources}},
    Method{"resources/templates/list",
           Spoken::always,
           Pace::at_once,
           Caching::fixed,
           Handler{list_resource_templates}},
    Method{"resources/read",
           Spoken::always,
           Pace::may_take_long,
           Caching::changing,
           Handler{read_resource}},
    Method{"prompts/list", Spoken::always, Pace::at_once, Caching::fixed, Handler{list_prompts}},
    Method{"prompts/get", Spoken::always, Pace::may_take_long, Caching::none, Handler{get_prompt}},
    Method{"completion/complete",
           Spoken::always,
           Pace::may_take_long,
           Caching::none,
           Handler{complete}},
    Method{"tasks/get", Spoken::stateless, Pace::at_once, Caching::none, Handler{get_task}},
    Method{"tasks/update",
           Spoken::stateless,
           Pace::may_take_long,
           Caching::none,
           Handler{update_task}},
    Method{"tasks/cancel", Spoken::stateless, Pace::at_once, Caching::none, Handler{cancel_task}},
    Method{"skills/list", Spoken::always, Pace::at_once, Caching::fixed, Handler{list_skills}},
    Method{"skills/get", Spoken::always, Pace::at_once, Caching::fixed, Handler{get_skill}},
    Method{"resources/directory/read",
           Spoken::always,
           Pace::at_once,
           Caching::fixed,
           Handler{read_directory}},
};

bool is_spoken(Spoken spoken, EraName era) {
  switch (spoken) {
    case Spoken::in_sessions: return era == EraName::session;
    case Spoken::stateless: return era == EraName::stateless;
    case Spoken::always: return true;
  }
  return false;
}

}  // namespace

CallContext Call::context() const {
  return {.work = conversation.work(),
          .client_capabilities = terms.client_capabilities,
          .answers = answers,
          .log = conversation.logger(),
          .pause = conversation.pauser()};
}

std::span<const Method> all_methods() {
  return kMethods;
}

const Method* find_method(std::string_view name, EraName era) {
  const auto found = std::ranges::find_if(kMethods, [&](const Method& method) {
    return method.name == name && is_spoken(method.spoken, era);
  });
  return found == kMethods.end() ? nullptr : &*found;
}

}  // namespace d1mcp::mcp
