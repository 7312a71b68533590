// Tool `apply_migration`: run what is pending. Contract: schemas/apply_migration.json

#include "arguments.hpp"
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
          .still_pending = before.pending - files.size()};
  out.outcome.warnings = before.warnings;
  if (files.empty()) return out;
  const MigrationRun applying{.entry = *entry,
                              .files = std::move(files),
                              .run_files = migration::apply_files,
                              .done = "applied",
                              .creation = sqlite::Creation::may_create,
                              .dry_run = args.dry_run};
  TRY(run_migrations(services, applying, context, out.outcome));
  return out;
}

mcp::ToolResult encode(const Out& out) {
  if (out.outcome.question) return {.question = out.outcome.question};
  Json applied = Json::array();
  for (const migration::AppliedFile& file : out.outcome.done) applied.push_back(encode_done(file));
  Json result = {{"database", out.database},
                 {"dry_run", out.dry_run},
                 {"applied", std::move(applied)},
                 {"pending", out.still_pending}};
  return with_outcome(std::move(result), out.outcome);
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
