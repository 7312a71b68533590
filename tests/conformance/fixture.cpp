#include "conformance/fixture.hpp"

#include <iterator>
#include <utility>

namespace d1mcp::conformance {
namespace {

void append(std::vector<mcp::Tool>& all, std::vector<mcp::Tool> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

mcp::Tool tool(const std::string& name,
               const Json& properties,
               std::function<Result<mcp::ToolResult>(const Json&, const mcp::CallContext&)> call) {
  const Json schema = {{"type", "object"}, {"properties", properties}};
  return {.name = name,
          .contract = {{"name", name},
                       {"description", "Does what the conformance suite expects of " + name + "."},
                       {"inputSchema", schema}},
          .call = std::move(call)};
}

mcp::ToolResult text(std::string said) {
  return {.text = std::move(said)};
}

mcp::ToolResult blocks(std::vector<Json> blocks) {
  return {.links = std::move(blocks)};
}

mcp::Question ask_for(const std::string& key, const std::string& message, const Json& properties) {
  Json names = Json::array();
  for (const auto& [name, schema] : properties.items()) names.push_back(name);
  const Json schema = {{"type", "object"}, {"properties", properties}, {"required", names}};
  return {.requests = {mcp::elicitation(key, message, schema)}, .state = {}};
}

Result<mcp::Server> fixture() {
  auto audience = std::make_shared<mcp::Audience>();
  std::vector<mcp::Tool> tools = content_tools();
  append(tools, schema_tools());
  append(tools, asking_tools());
  append(tools, task_tools());
  append(tools, change_tools(audience));
  TRY_ASSIGN(auto catalog, mcp::Catalog::create(std::move(tools)));
  mcp::Server server{.info = {.name = "conformance-fixture",
                              .version = "1.0.0",
                              .title = "Conformance fixture",
                              .instructions = "For the conformance suite."},
                     .tools = std::move(catalog)};
  server.resources = resources();
  server.prompts = prompts();
  server.skills = skills();
  server.audience = std::move(audience);
  server.tools_change = true;
  server.prompts_change = true;
  return server;
}

}  // namespace d1mcp::conformance
