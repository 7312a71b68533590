// Tool `diff_schema`: a database against its migrations or another one. Contract:
// schemas/diff_schema.json

#include <utility>

#include "arguments.hpp"
#include "core/text.hpp"
#include "migration/overview.hpp"
#include "schema_comparison.hpp"
#include "schema_json.hpp"
#include "schemas.hpp"
#include "tools.hpp"

namespace d1mcp::tools {
namespace {

struct Args {
  std::string database;
  std::string with;
};

struct Out {
  std::string database;
  std::string with;  ///< Empty: the migrations.
  SchemaComparison comparison;
};

Result<Args> decode(const Json& in) {
  return Args{.database = text_argument(in, "database"), .with = text_argument(in, "with")};
}

// An edited file is replayed as it is now, which may be the whole difference.
void note_edits(const MigrationState& state, std::vector<std::string>& notes) {
  for (const auto& entry : migration::compare(state.directory, state.history).entries) {
    if (!entry.edit || entry.edit->kind != migration::EditKind::meaning) continue;
    const std::string place = describe(*entry.edit);
    notes.push_back(entry.name + " was edited after it was applied" +
                    (place.empty() ? "" : " " + place) + "; the replay runs it as it is now");
  }
}

Result<SchemaComparison> with_own_migrations(workspace::Entry& entry, const Work& work) {
  TRY_ASSIGN(const MigrationState state, read_migrations(entry, work));
  TRY_ASSIGN(SchemaComparison comparison, compare_with_migrations(entry, state, {}, work));
  note_edits(state, comparison.notes);
  return comparison;
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const here, services.catalog.find(args.database));
  Out out{.database = here->name(), .with = args.with, .comparison = {}};
  if (args.with.empty()) {
    TRY_ASSIGN(out.comparison, with_own_migrations(*here, context.work));
    return out;
  }
  TRY_ASSIGN(workspace::Entry* const there, services.catalog.find(args.with));
  out.with = there->name();
  TRY_ASSIGN(out.comparison, compare_databases(*here, *there, context.work));
  return out;
}

// Where both are the same there is no beginning to tell.
void put_since(Json& json, const Out& out) {
  const auto& since = out.comparison.since;
  if (!since || !drift::differ_in_meaning(out.comparison.differences)) return;
  Json told = Json::object();
  put_text(told, "after", since->after);
  put_text(told, "until", since->until);
  json["since"] = std::move(told);
}

mcp::ToolResult encode(const Out& out) {
  const SchemaComparison& comparison = out.comparison;
  Json result = {{"database", out.database},
                 {"with", out.with.empty() ? "migrations" : out.with},
                 {"same", !drift::differ_in_meaning(comparison.differences)},
                 {"differences", encode_differences(comparison.differences)}};
  put_healing(result, comparison.differences);
  put_since(result, out);
  Json notes = Json::array();
  for (const std::string& note : comparison.notes) notes.push_back(to_valid_utf8(note));
  if (drift::healing_loses_rows(comparison.differences)) {
    notes.push_back("a DROP TABLE or DROP COLUMN loses what is in it");
  }
  if (!notes.empty()) result["notes"] = std::move(notes);
  return {.structured = std::move(result)};
}

}  // namespace

mcp::Tool diff_schema(const Services& services) {
  return mcp::make_tool<Args, Out>(
      schemas::diff_schema,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
}

}  // namespace d1mcp::tools
