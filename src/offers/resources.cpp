#include "offers/resources.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/files.hpp"
#include "core/text.hpp"
#include "migration_state.hpp"
#include "offers/schema_objects.hpp"
#include "offers/uri.hpp"

namespace d1mcp::offers {
namespace {

using mcp::Json;
using mcp::ResourceRead;

constexpr const char* kSql = "application/sql";
constexpr const char* kJson = "application/json";
constexpr std::size_t kMostSchemaBytes = 256UL * 1024;
constexpr std::uint64_t kMostFileBytes = 1024UL * 1024;

bool has_migrations_folder(const workspace::Entry& entry) {
  const auto& settings = entry.description().migrations;
  std::error_code ignored;
  return !settings.problem && std::filesystem::is_directory(settings.directory, ignored);
}

Json listed(const workspace::Entry& entry, Part part) {
  const bool is_schema = part == Part::schema;
  const std::string name = to_valid_utf8(entry.name());
  return {{"uri", to_uri({.database = entry.name(), .part = part})},
          {"name", (is_schema ? "Schema of " : "Migrations of ") + name},
          {"description",
           is_schema ? "The tables, indexes, views and triggers as SQL"
                     : "The migration files in their order, with what is applied and what is "
                       "pending"},
          {"mimeType", is_schema ? kSql : kJson}};
}

Json templates() {
  return Json::array(
      {{{"uriTemplate", "d1://{database}/tables/{table}"},
        {"name", "Table"},
        {"description", "Everything about one table or view, as table_info tells it"},
        {"mimeType", kJson}},
       {{"uriTemplate", "d1://{database}/migrations/{file}"},
        {"name", "Migration file"},
        {"description", "The text of a migration or of its rollback"},
        {"mimeType", kSql}}});
}

ResourceRead contents(const Address& address, const char* mime_type, std::string text) {
  return Json::array(
      {{{"uri", to_uri(address)}, {"mimeType", mime_type}, {"text", std::move(text)}}});
}

// Resources and tools say the same thing in the same words.
Result<Json> ask(const mcp::Tool& tool, const Json& arguments, const mcp::CallContext& context) {
  TRY_ASSIGN(const mcp::ToolResult answer, tool.call(arguments, context));
  return answer.structured;
}

Result<ResourceRead> read_schema(workspace::Entry& entry, const mcp::CallContext& context) {
  TRY_ASSIGN(const auto reader, entry.reader(context.work));
  std::vector<SchemaObject> objects;
  const auto read_all = [&]() -> Status {
    TRY_ASSIGN(objects, read_schema_objects(*reader, context.work));
    return {};
  };
  TRY(reader->read_consistently(read_all, sql::ValueSize::bounded, context.work));
  return contents({.database = entry.name(), .part = Part::schema},
                  kSql,
                  schema_script(objects, kMostSchemaBytes));
}

// The URI in the contents is the one that changes are told of: with the table's name as it is
// spelled in the schema.
Result<ResourceRead> read_table(const tools::Services& services,
                                const workspace::Entry& entry,
                                const std::string& table,
                                const mcp::CallContext& context) {
  auto answer =
      ask(tools::table_info(services), {{"database", entry.name()}, {"table", table}}, context);
  if (!answer && answer.error().code == ErrorCode::not_found && entry.exists())
    return ResourceRead();
  TRY_ASSIGN(const Json told, std::move(answer));
  const std::string name = is_valid_utf8(table) ? told.at("name").get<std::string>() : table;
  return contents(
      {.database = entry.name(), .part = Part::table, .name = name}, kJson, told.dump(2));
}

Result<ResourceRead> read_migrations(const tools::Services& services,
                                     const workspace::Entry& entry,
                                     const mcp::CallContext& context) {
  TRY_ASSIGN(const Json told,
             ask(tools::list_migrations(services), {{"database", entry.name()}}, context));
  return contents({.database = entry.name(), .part = Part::migrations}, kJson, told.dump(2));
}

// Only what the folder's listing names is read, so that no name leads out of it.
Result<ResourceRead> read_migration_file(const workspace::Entry& entry, const std::string& name) {
  TRY_ASSIGN(const migration::Directory folder, tools::read_migrations_folder(entry));
  const bool is_listed =
      migration::find_file(folder, name) != nullptr ||
      std::ranges::find(folder.rollback_files, name) != folder.rollback_files.end() ||
      std::ranges::find(folder.verify_files, name) != folder.verify_files.end();
  if (!is_listed) return ResourceRead();
  TRY_ASSIGN(const std::string text, read_file(folder.path / name, kMostFileBytes));
  return contents({.database = entry.name(), .part = Part::migration_file, .name = name},
                  kSql,
                  to_valid_utf8(text));
}

Result<ResourceRead> read(const tools::Services& services,
                          const std::string& uri,
                          const mcp::CallContext& context) {
  const auto address = parse_uri(uri);
  if (!address) return ResourceRead();
  const auto found = services.catalog.find(address->database);
  if (!found) return ResourceRead();
  workspace::Entry& entry = **found;
  switch (address->part) {
    case Part::schema: return read_schema(entry, context);
    case Part::table: return read_table(services, entry, address->name, context);
    case Part::migrations: return read_migrations(services, entry, context);
    case Part::migration_file: return read_migration_file(entry, address->name);
  }
  return ResourceRead();
}

}  // namespace

Json list_resources(const workspace::Catalog& catalog) {
  Json list = Json::array();
  for (const auto& entry : catalog.entries()) {
    if (entry->problem()) continue;
    if (entry->exists()) list.push_back(listed(*entry, Part::schema));
    if (has_migrations_folder(*entry)) list.push_back(listed(*entry, Part::migrations));
  }
  return list;
}

mcp::Resources resources(const tools::Services& services) {
  mcp::Resources offered;
  offered.list = [services](const mcp::CallContext&) -> Result<Json> {
    return list_resources(services.catalog);
  };
  offered.templates = templates();
  offered.read = [services](const std::string& uri, const mcp::CallContext& context) {
    return read(services, uri, context);
  };
  return offered;
}

}  // namespace d1mcp::offers
