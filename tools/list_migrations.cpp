// Tool `list_migrations`: files and history side by side. Contract: schemas/list_migrations.json

#include "arguments.hpp"
#include "core/text.hpp"
#include "migration/overview.hpp"
#include "migration_state.hpp"
#include "schemas.hpp"
#include "tools.hpp"

namespace d1mcp::tools {
namespace {

struct Args {
  std::string database;
};

struct Out {
  std::string database;
  std::string directory;
  std::string table;
  migration::Overview overview;
};

Result<Args> decode(const Json& in) {
  return Args{.database = text_argument(in, "database")};
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  TRY_ASSIGN(const MigrationState state, read_migrations(*entry, context.work));
  return Out{.database = entry->name(),
             .directory = state.directory.path.string(),
             .table = entry->description().migrations.table,
             .overview = migration::compare(state.directory, state.history)};
}

void put_edit(Json& json, const migration::Edit& edit) {
  json["edited"] = to_string(edit.kind);
  if (!edit.first) return;
  const sql::FirstDifference& first = *edit.first;
  json["difference"] = {{"line", first.place.line},
                        {"column", first.place.column},
                        {"was", migration::shortened(first.was)},
                        {"is", migration::shortened(first.is)}};
}

void put_stamp(Json& json, const migration::Stamp& stamp) {
  if (stamp.duration_ms) json["duration_ms"] = *stamp.duration_ms;
  if (stamp.rows) json["rows"] = *stamp.rows;
  put_text(json, "backup", to_valid_utf8(stamp.backup));
  put_text(json, "by", to_valid_utf8(stamp.by));
  put_text(json, "how", to_valid_utf8(stamp.how));
}

Json encode_entry(const migration::Entry& entry) {
  Json json = {{"name", entry.name}, {"status", to_string(entry.state)}};
  put_text(json, "applied_at", entry.applied_at);
  put_text(json, "rollback", entry.rollback);
  put_text(json, "verify", entry.verify);
  const bool is_missing = entry.state == migration::State::file_missing;
  put_text(json, is_missing ? "renamed_to" : "renamed_from", entry.renamed);
  if (entry.edit) put_edit(json, *entry.edit);
  if (entry.stamp) put_stamp(json, *entry.stamp);
  return json;
}

mcp::ToolResult encode(const Out& out) {
  Json list = Json::array();
  for (const migration::Entry& entry : out.overview.entries) list.push_back(encode_entry(entry));
  Json result = {{"database", out.database},
                 {"directory", out.directory},
                 {"table", out.table},
                 {"migrations", std::move(list)},
                 {"applied", out.overview.applied},
                 {"pending", out.overview.pending}};
  if (!out.overview.warnings.empty()) result["warnings"] = out.overview.warnings;
  return {.structured = std::move(result), .text = {}, .links = {}};
}

}  // namespace

mcp::Tool list_migrations(const Services& services) {
  return mcp::make_tool<Args, Out>(
      schemas::list_migrations,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
}

}  // namespace d1mcp::tools
