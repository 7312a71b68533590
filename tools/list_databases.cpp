// Tool `list_databases`: what can be opened. Contract: schemas/list_databases.json

#include <system_error>

#include "arguments.hpp"
#include "schemas.hpp"
#include "tools.hpp"

namespace d1mcp::tools {
namespace {

struct Args {};
using Entries = std::vector<const workspace::Entry*>;

Result<Args> decode(const Json&) {
  return Args{};
}

Result<Entries> run(const Services& services) {
  if (services.catalog.problem()) return *services.catalog.problem();
  Entries entries;
  for (const auto& entry : services.catalog.entries()) entries.push_back(entry.get());
  return entries;
}

const char* status_of(const workspace::Entry& entry) {
  if (entry.problem()) return "error";
  return entry.exists() ? "ready" : "missing";
}

Json encode_entry(const workspace::Entry& entry) {
  const workspace::Description& description = entry.description();
  Json json = {{"name", description.name}};
  put_text(json, "binding", description.binding);
  json["kind"] = to_string(description.kind);
  const bool is_dump = description.kind == workspace::Kind::sql_dump;
  const auto& path = is_dump || description.file.empty() ? description.source : description.file;
  json["path"] = path.string();
  json["dialect"] = to_string(description.dialect);
  json["status"] = status_of(entry);
  std::error_code missing;
  const auto bytes = std::filesystem::file_size(path, missing);
  if (!missing) json["bytes"] = bytes;
  json["migrations_dir"] = description.migrations.directory.string();
  if (entry.problem()) json["error"] = describe(*entry.problem());
  if (!description.notes.empty()) json["notes"] = description.notes;
  return json;
}

mcp::ToolResult encode(const Entries& entries) {
  Json list = Json::array();
  for (const workspace::Entry* entry : entries) list.push_back(encode_entry(*entry));
  Json result;
  result["databases"] = std::move(list);
  return {.structured = std::move(result), .text = {}, .links = {}};
}

}  // namespace

mcp::Tool list_databases(const Services& services) {
  return mcp::make_tool<Args, Entries>(
      schemas::list_databases,
      decode,
      [services](const Args&, const mcp::CallContext&) { return run(services); },
      encode);
}

}  // namespace d1mcp::tools
