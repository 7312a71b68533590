#include "mcp/server.hpp"

namespace d1mcp::mcp {

Json implementation(const ServerInfo& info, Revision revision) {
  Json shown = {{"name", info.name}, {"version", info.version}};
  if (features_of(revision).structured && !info.title.empty()) shown["title"] = info.title;
  return shown;
}

// Every list is served even when it is empty; none of them changes while the server runs.
Json capabilities(Revision revision) {
  Json shown = {{"logging", Json::object()}};
  if (features_of(revision).annotations) shown["completions"] = Json::object();
  shown["prompts"] = Json::object();
  shown["resources"] = Json::object();
  shown["tools"] = Json::object();
  return shown;
}

}  // namespace d1mcp::mcp
