#include <httplib.h>

#include <nlohmann/json.hpp>

#include "app/about.hpp"
#include "app/demo.hpp"
#include "cli/render.hpp"
#include "cli/style.hpp"
#include "d1/migrations_table.hpp"
#include "mcp/tool.hpp"

namespace d1mcp::app {
namespace {

using mcp::Json;

Error no_answer(const std::string& what) {
  return Error{
      .code = ErrorCode::internal, .message = "the demo server " + what, .hint = {}, .place = {}};
}

/// One stateless MCP request (2026-07-28) over HTTP.
Result<Json> request(httplib::Client& client,
                     const std::string& method,
                     const std::string& name,
                     Json params) {
  params["_meta"] = {
      {"io.modelcontextprotocol/protocolVersion", "2026-07-28"},
      {"io.modelcontextprotocol/clientInfo", {{"name", "d1-mcp-demo"}, {"version", version()}}},
      {"io.modelcontextprotocol/clientCapabilities", Json::object()}};
  const Json message = {
      {"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", std::move(params)}};
  httplib::Headers headers = {{"Accept", "application/json, text/event-stream"},
                              {"MCP-Protocol-Version", "2026-07-28"},
                              {"Mcp-Method", method}};
  if (!name.empty()) headers.emplace("Mcp-Name", name);
  const auto response = client.Post("/mcp", headers, message.dump(), "application/json");
  if (!response) return no_answer("does not answer: " + httplib::to_string(response.error()));
  Json reply = Json::parse(response->body, /*cb=*/nullptr, /*allow_exceptions=*/false);
  if (response->status != 200 || !reply.is_object() || !reply.contains("result")) {
    return no_answer("answered " + std::to_string(response->status) + " " + response->body);
  }
  return reply.at("result");
}

// The history table is bookkeeping; the tour shows the tables of the sample project.
Json without_history(Json listing) {
  Json tables = Json::array();
  for (const Json& table : listing.at("tables")) {
    if (table.at("name") != d1::kDefaultMigrationsTable) tables.push_back(table);
  }
  listing["total"] = tables.size();
  listing["tables"] = std::move(tables);
  return listing;
}

std::string instructions(const Demo& demo, const std::string& url) {
  const Json http = {{"mcpServers", {{"d1-demo", {{"type", "http"}, {"url", url}}}}}};
  return "\nThe database is " + demo.database.string() + ", its migrations are in " +
         (demo.directory / "migrations").string() + ".\n\n" + "The server runs on " + url +
         ". To use it, paste this into .mcp.json (Claude Code) or .cursor/mcp.json:\n\n" +
         http.dump(2) + "\n\nor run:  claude mcp add --transport http d1-demo " + url +
         "\nVS Code wants \"servers\" instead of \"mcpServers\" in .vscode/mcp.json.\n\nCtrl-C "
         "ends the demo.\n";
}

}  // namespace

Result<std::string> tour(const Demo& demo, const std::string& url, int port) {
  httplib::Client client("127.0.0.1", port);
  TRY_ASSIGN(const Json discovered, request(client, "server/discover", {}, Json::object()));
  if (!discovered.contains("capabilities")) return no_answer("does not say what it can do");
  TRY_ASSIGN(const Json result,
             request(client,
                     "tools/call",
                     "list_tables",
                     {{"name", "list_tables"}, {"arguments", {{"pattern", ""}}}}));
  if (result.value("isError", false))
    return no_answer("could not list the tables: " + result.dump());
  const Json tables = without_history(result.at("structuredContent"));
  std::string made = demo.applied > 0 ? "Made the sample database by applying " +
                                            std::to_string(demo.applied) + " migrations.\n"
                                      : "Using the sample database made before.\n";
  return "d1-mcp " + version_with_sqlite() + "\n" + made +
         "\nIts tables, as an MCP client sees them:\n\n" +
         cli::render("list_tables", tables, cli::Style{}) + instructions(demo, url);
}

}  // namespace d1mcp::app
