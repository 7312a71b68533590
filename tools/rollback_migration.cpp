// Tool `rollback_migration`: undo what was applied last. Contract: schemas/rollback_migration.json

#include "arguments.hpp"
#include "loss_approval.hpp"
#include "migration/overview.hpp"
#include "migration/rollback.hpp"
#include "migration_run.hpp"
#include "migration_state.hpp"
#include "schemas.hpp"
#include "tools.hpp"
#include "undo_check.hpp"

namespace d1mcp::tools {
namespace {

struct Args {
  std::string database;
  migration::RollbackExtent extent;
  bool dry_run = false;
};

struct Out {
  std::string database;
  bool dry_run = false;
  std::vector<std::string> files;  ///< The rollback files, as in the outcome.
  std::vector<std::string> lost_for_good;
  MigrationOutcome outcome;
  std::size_t still_applied = 0;
};

Result<Args> decode(const Json& in) {
  if (in.contains("steps") && in.contains("to")) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "steps and to both say how far to go back",
                 .hint = "give one of them",
                 .place = {}};
  }
  return Args{.database = text_argument(in, "database"),
              .extent = {.steps = number_argument(in, "steps", 1), .to = text_argument(in, "to")},
              .dry_run = flag_argument(in, "dry_run", /*fallback=*/false)};
}

// What the files do is seen on a private copy, before the database itself is touched.
Status roll_back(const Services& services,
                 const MigrationState& state,
                 MigrationRun& rolling_back,
                 const mcp::CallContext& context,
                 Out& out) {
  TRY_ASSIGN(Trial trial, try_on_a_copy(rolling_back, context.work));
  if (trial.failure) {
    if (out.dry_run) return *trial.failure;
    return Error(*trial.failure)
        .while_doing("the files do not run on a copy of the database, so nothing was rolled back");
  }
  TRY_ASSIGN(out.lost_for_good,
             lost_for_good(rolling_back.entry, state, rolling_back.files, context.work));
  if (out.dry_run) {
    report_trial(rolling_back, std::move(trial), out.outcome);
    return {};
  }
  const LossCase loss{.database = out.database, .losses = losses_of(rolling_back, trial.done)};
  TRY_ASSIGN(out.outcome.question, approve(services, loss, context));
  if (out.outcome.question) return {};
  return run_for_good(rolling_back, trial, context.work, out.outcome);
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  TRY_ASSIGN(const MigrationState state, read_migrations(*entry, context.work));
  TRY_ASSIGN(const auto chosen,
             migration::choose_applied(state.directory, state.history, args.extent));
  TRY_ASSIGN(auto files,
             migration::prepare_rollbacks(state.directory, chosen, entry->description().dialect));
  Out out{.database = entry->name(),
          .dry_run = args.dry_run,
          .files = {},
          .lost_for_good = {},
          .outcome = {},
          .still_applied = state.history.size() - files.size()};
  out.outcome.warnings = migration::compare(state.directory, state.history).warnings;
  if (files.empty()) return out;
  for (const migration::PreparedFile& file : files) out.files.push_back(file.name);
  MigrationRun rolling_back{.entry = *entry,
                            .files = std::move(files),
                            .run_files = migration::roll_back_files,
                            .done = "rolled back",
                            .creation = sqlite::Creation::must_exist};
  TRY(roll_back(services, state, rolling_back, context, out));
  return out;
}

Json encode_files(const Out& out) {
  Json list = Json::array();
  for (std::size_t index = 0; index < out.outcome.done.size(); ++index) {
    const migration::AppliedFile& done = out.outcome.done[index];
    Json file = {{"name", done.name}, {"file", out.files[index]}};
    file.update(encode_done(done));
    list.push_back(std::move(file));
  }
  return list;
}

mcp::ToolResult encode(const Out& out) {
  if (out.outcome.question) return {.question = out.outcome.question};
  Json result = {{"database", out.database},
                 {"dry_run", out.dry_run},
                 {"rolled_back", encode_files(out)},
                 {"applied", out.still_applied}};
  if (!out.lost_for_good.empty()) result["lost_for_good"] = out.lost_for_good;
  return with_outcome(std::move(result), out.outcome);
}

}  // namespace

mcp::Tool rollback_migration(const Services& services) {
  mcp::Tool tool = mcp::make_tool<Args, Out>(
      schemas::rollback_migration,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
  tool.task_use = mcp::task_where_wanted;
  return tool;
}

}  // namespace d1mcp::tools
