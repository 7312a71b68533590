#include "mcp/server.hpp"

#include <algorithm>
#include <utility>

#include "mcp/extensions.hpp"

namespace d1mcp::mcp {

Json implementation(const ServerInfo& info, Revision revision) {
  Json shown = {{"name", info.name}, {"version", info.version}};
  if (features_of(revision).structured && !info.title.empty()) shown["title"] = info.title;
  return shown;
}

namespace {

Json with_flag(const char* name, bool set) {
  return set ? Json{{name, true}} : Json::object();
}

bool any_tool_is_a_task(const Catalog& tools) {
  return std::ranges::any_of(tools.entries(),
                             [](const CatalogEntry& entry) { return bool(entry.tool.task_use); });
}

Json extensions(const Server& server, Revision revision) {
  Json shown = Json::object();
  if (revision == kStatelessRevision && any_tool_is_a_task(server.tools)) {
    shown[std::string(kTasksExtension)] = Json::object();
  }
  if (!server.skills.empty()) shown[std::string(kSkillsExtension)] = {{"directoryRead", true}};
  return shown;
}

}  // namespace

// Every list is served even when it is empty.
Json capabilities(const Server& server, Revision revision) {
  Json shown = {{"logging", Json::object()}};
  if (features_of(revision).annotations) shown["completions"] = Json::object();
  shown["prompts"] = with_flag("listChanged", server.prompts_change);
  shown["resources"] = with_flag("listChanged", server.resources.change);
  shown["resources"].update(with_flag("subscribe", server.resources.change));
  shown["tools"] = with_flag("listChanged", server.tools_change);
  if (Json known = extensions(server, revision); !known.empty()) shown["extensions"] = known;
  return shown;
}

}  // namespace d1mcp::mcp
