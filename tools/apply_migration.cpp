// Tool `apply_migration`: run what is pending. Contract: schemas/apply_migration.json

#include <algorithm>
#include <iterator>

#include "arguments.hpp"
#include "changes.hpp"
#include "migration/apply.hpp"
#include "migration/overview.hpp"
#include "migration_run.hpp"
#include "migration_state.hpp"
#include "schemas.hpp"
#include "tools.hpp"

namespace d1mcp::tools {
namespace {

struct Args {
  std::string database;
  std::string target;
  bool dry_run = false;
};

struct Out {
  std::string database;
  bool dry_run = false;
  MigrationOutcome outcome;
  std::size_t still_pending = 0;
  std::vector<std::string> warnings;
};

Result<Args> decode(const Json& in) {
  return Args{.database = text_argument(in, "database"),
              .target = text_argument(in, "target"),
              .dry_run = flag_argument(in, "dry_run", /*fallback=*/false)};
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  TRY_ASSIGN(const MigrationState state, read_migrations(*entry, context.work));
  TRY_ASSIGN(const auto pending,
             migration::choose_pending(state.directory, state.history, args.target));
  TRY_ASSIGN(auto files, migration::prepare_files(pending));
  const migration::Overview before = migration::compare(state.directory, state.history);
  Out out{.database = entry->name(),
          .dry_run = args.dry_run,
          .outcome = {},
          .still_pending = before.pending - files.size(),
          .warnings = before.warnings};
  if (files.empty()) return out;
  const MigrationRun applying{.entry = *entry,
                              .files = std::move(files),
                              .run_files = migration::apply_files,
                              .done = "applied",
                              .creation = sqlite::Creation::may_create};
  TRY_ASSIGN(out.outcome,
             args.dry_run ? try_on_a_copy(applying, context.work)
                          : run_for_good(services, applying, context));
  std::ranges::move(out.outcome.warnings, std::back_inserter(out.warnings));
  return out;
}

Json encode_file(const migration::AppliedFile& file) {
  return {{"name", file.name},
          {"statements", file.statements},
          {"changes", encode_changes(file.changes)},
          {"duration_ms", file.duration_ms}};
}

mcp::ToolResult encode(const Out& out) {
  if (out.outcome.question) return {.question = out.outcome.question};
  Json applied = Json::array();
  for (const migration::AppliedFile& file : out.outcome.done) applied.push_back(encode_file(file));
  Json result = {{"database", out.database},
                 {"dry_run", out.dry_run},
                 {"applied", std::move(applied)},
                 {"pending", out.still_pending}};
  if (out.outcome.backup) result["backup"] = encode_backup(*out.outcome.backup);
  if (!out.warnings.empty()) result["warnings"] = out.warnings;
  return {.structured = std::move(result), .text = {}, .links = {}};
}

}  // namespace

mcp::Tool apply_migration(const Services& services) {
  mcp::Tool tool = mcp::make_tool<Args, Out>(
      schemas::apply_migration,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
  tool.task_use = [](const Json&, const mcp::Answers&) { return mcp::TaskUse::optional; };
  return tool;
}

}  // namespace d1mcp::tools
