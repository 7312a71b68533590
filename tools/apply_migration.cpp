// Tool `apply_migration`: run what is pending. Contract: schemas/apply_migration.json

#include <utility>

#include "arguments.hpp"
#include "loss_approval.hpp"
#include "migration/apply.hpp"
#include "migration/overview.hpp"
#include "migration_plan.hpp"
#include "migration_run.hpp"
#include "migration_state.hpp"
#include "plan_id.hpp"
#include "schemas.hpp"
#include "tools.hpp"

namespace d1mcp::tools {
namespace {

struct Args {
  std::string database;
  std::string target;
  std::string plan;
  bool dry_run = false;
};

struct Out {
  std::string database;
  bool dry_run = false;
  std::string plan;
  std::string agreed_by;  ///< Who took what is lost upon them; empty where nobody had to.
  MigrationOutcome outcome;
  std::size_t still_pending = 0;
};

Result<Args> decode(const Json& in) {
  return Args{.database = text_argument(in, "database"),
              .target = text_argument(in, "target"),
              .plan = text_argument(in, "plan"),
              .dry_run = flag_argument(in, "dry_run", /*fallback=*/false)};
}

Error outdated(const std::string& parts) {
  return Error{
      .code = ErrorCode::conflict,
      .message = "the plan does not hold any more, so nothing was applied; changed since: " + parts,
      .hint = "call check_migration again, with the same target, and use its plan",
      .place = {}};
}

Status hold_to(const std::string& promised, const MigrationPlan& plan) {
  if (promised.empty()) return {};
  const std::string parts = outdated_parts(promised, plan.id);
  if (!parts.empty()) return outdated(parts);
  return {};
}

Status agree(const Services& services,
             const MigrationPlan& plan,
             const mcp::CallContext& context,
             Out& out) {
  const LossCase loss{.database = out.database, .losses = grave_points(plan)};
  TRY_ASSIGN(out.outcome.question, approve(services, loss, context));
  if (out.outcome.question || loss.losses.empty()) return {};
  out.agreed_by = services.losses == Losses::allowed ? "operator" : "person";
  return {};
}

Status apply(const Services& services,
             MigrationRun applying,
             const MigrationPlan& plan,
             const mcp::CallContext& context,
             Out& out) {
  if (plan.trial.failure) {
    if (out.dry_run) return *plan.trial.failure;
    return Error(*plan.trial.failure)
        .while_doing("the files do not run on a copy of the database, so nothing was applied");
  }
  if (out.dry_run) {
    report_trial(applying, plan.trial, out.outcome);
    return {};
  }
  TRY(agree(services, plan, context, out));
  if (out.outcome.question) return {};
  return run_for_good(applying, plan.trial, context.work, out.outcome);
}

// What is known before any of `files` files is run.
Out begin(const workspace::Entry& entry,
          const Args& args,
          const MigrationState& state,
          std::size_t files) {
  migration::Overview before = migration::compare(state.directory, state.history);
  Out out{.database = entry.name(),
          .dry_run = args.dry_run,
          .plan = {},
          .agreed_by = {},
          .outcome = {},
          .still_pending = before.pending - files};
  out.outcome.warnings = std::move(before.warnings);
  return out;
}

Result<Out> run_plan(const Services& services,
                     workspace::Entry& entry,
                     const Args& args,
                     const mcp::CallContext& context) {
  TRY_ASSIGN(Planned planned,
             plan_pending(entry, args.target, services.transactions, context.work));
  auto& [state, plan] = planned;
  // Files that cannot be cut into statements were not prepared: this says why.
  if (plan.prepared.empty()) {
    TRY_ASSIGN(plan.prepared, migration::prepare_files(plan.files, entry.description().dialect));
  }
  Out out = begin(entry, args, state, plan.files.size());
  TRY(hold_to(args.plan, plan));
  out.plan = plan.id;
  if (plan.files.empty()) return out;
  if (plan.unchecked) {
    out.outcome.warnings.push_back("the rules could not look at the files: " +
                                   plan.unchecked->message);
  }
  // What runs is what was rehearsed, whatever the folder holds by now.
  MigrationRun run = applying(entry, std::move(plan.prepared), services.transactions);
  TRY(apply(services, std::move(run), plan, context, out));
  return out;
}

// Where all is applied already there is nothing to plan.
Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  TRY_ASSIGN(const MigrationState state, read_migrations(*entry, context.work));
  TRY_ASSIGN(const auto pending,
             migration::choose_pending(state.directory, state.history, args.target));
  if (pending.empty() && args.plan.empty()) return begin(*entry, args, state, 0);
  return run_plan(services, *entry, args, context);
}

mcp::ToolResult encode(const Out& out) {
  if (out.outcome.question) return {.question = out.outcome.question};
  Json applied = Json::array();
  for (const migration::AppliedFile& file : out.outcome.done) applied.push_back(encode_done(file));
  Json result = {{"database", out.database},
                 {"dry_run", out.dry_run},
                 {"applied", std::move(applied)},
                 {"pending", out.still_pending}};
  put_text(result, "plan", out.plan);
  put_text(result, "agreed_by", out.agreed_by);
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
  tool.task_use = mcp::task_where_wanted;
  return tool;
}

}  // namespace d1mcp::tools
