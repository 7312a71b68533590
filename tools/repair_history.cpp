// Tool `repair_history`: bring the history in line with files and database. Contract:
// schemas/repair_history.json

#include <utility>

#include "arguments.hpp"
#include "core/text.hpp"
#include "history_repair.hpp"
#include "loss_approval.hpp"
#include "schemas.hpp"
#include "tools.hpp"

namespace d1mcp::tools {
namespace {

using migration::Repair;

struct Args {
  std::string database;
  RepairOrder order;
  bool dry_run = false;
};

struct Out {
  std::string database;
  bool dry_run = false;
  RepairPlan plan;
  std::optional<mcp::Question> question;
};

RepairAction action_called(const std::string& name) {
  if (name == "baseline") return RepairAction::baseline;
  if (name == "mark_applied") return RepairAction::mark_applied;
  return name == "forget" ? RepairAction::forget : RepairAction::restamp;
}

Result<Args> decode(const Json& in) {
  Args args{.database = text_argument(in, "database"),
            .order = {.action = action_called(text_argument(in, "action")),
                      .migration = text_argument(in, "migration"),
                      .force = flag_argument(in, "force", /*fallback=*/false),
                      .lost = flag_argument(in, "put_back", /*fallback=*/false)
                                  ? migration::LostFiles::put_back
                                  : migration::LostFiles::leave},
            .dry_run = flag_argument(in, "dry_run", /*fallback=*/false)};
  const bool is_about_one =
      args.order.action == RepairAction::mark_applied || args.order.action == RepairAction::forget;
  if (is_about_one && args.order.migration.empty()) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "this action is about one migration, and none is named",
                 .hint = "give its file name or number as migration",
                 .place = {}};
  }
  return args;
}

LossCase case_of(const Out& out) {
  LossCase loss{.database = out.database, .losses = {}};
  for (const Repair& repair : out.plan.repairs) loss.losses.push_back(describe(repair));
  return loss;
}

Result<Out> run(const Services& services, const Args& args, const mcp::CallContext& context) {
  TRY_ASSIGN(workspace::Entry* const entry, services.catalog.find(args.database));
  TRY_ASSIGN(const MigrationState state, read_migrations(*entry, context.work));
  Out out{.database = entry->name(), .dry_run = args.dry_run, .plan = {}, .question = {}};
  TRY_ASSIGN(out.plan, plan_repair(*entry, state, args.order, context.work));
  if (args.dry_run || out.plan.repairs.empty()) return out;
  TRY_ASSIGN(out.question, approve(services, case_of(out), context));
  if (out.question) return out;
  TRY_ASSIGN(const auto writer, entry->writer(sqlite::Creation::must_exist));
  TRY(migration::run_repairs(*writer,
                             {.directory = state.directory,
                              .history = state.history,
                              .table = entry->description().migrations.table},
                             out.plan.repairs,
                             context.work));
  return out;
}

mcp::ToolResult encode(const Out& out) {
  if (out.question) return {.question = out.question};
  Json changes = Json::array();
  for (const Repair& repair : out.plan.repairs) {
    Json change = {{"migration", to_valid_utf8(repair.name)}, {"change", to_string(repair.kind)}};
    put_text(change, "to", to_valid_utf8(repair.new_name));
    changes.push_back(std::move(change));
  }
  Json result = {
      {"database", out.database}, {"dry_run", out.dry_run}, {"changes", std::move(changes)}};
  Json notes = Json::array();
  for (const std::string& note : out.plan.notes) notes.push_back(to_valid_utf8(note));
  if (!notes.empty()) result["notes"] = std::move(notes);
  return {.structured = std::move(result)};
}

}  // namespace

mcp::Tool repair_history(const Services& services) {
  return mcp::make_tool<Args, Out>(
      schemas::repair_history,
      decode,
      [services](const Args& args, const mcp::CallContext& context) {
        return run(services, args, context);
      },
      encode);
}

}  // namespace d1mcp::tools
