#include "history_repair.hpp"

#include <utility>

#include "core/text.hpp"
#include "migration/overview.hpp"
#include "migration/schema_hash.hpp"
#include "schema_comparison.hpp"

namespace d1mcp::tools {
namespace {

using migration::MigrationFile;
using migration::Repair;

constexpr std::size_t kDifferencesTold = 5;

// The schema as it is now: what the newest row stands for.
Result<std::string> live_schema(workspace::Entry& entry, const Work& work) {
  TRY_ASSIGN(const auto reader, entry.reader(work));
  TRY_ASSIGN(const auto schema, migration::read_schema(*reader, work));
  return migration::SchemaHasher(entry.description().migrations.table).hash(schema);
}

std::string told(const drift::Difference& difference) {
  const std::string subject = difference.type + " " + difference.name;
  switch (difference.kind) {
    case drift::Kind::missing: return subject + " is missing in the database";
    case drift::Kind::extra: return subject + " is made by none of them";
    case drift::Kind::changed: break;
  }
  return subject + " is another one (" + join(difference.what, "; ") + ")";
}

std::vector<std::string> told(const std::vector<drift::Difference>& differences) {
  std::vector<std::string> sentences;
  for (const drift::Difference& difference : differences) {
    if (difference.weight == drift::Weight::meaning) sentences.push_back(told(difference));
  }
  if (sentences.size() > kDifferencesTold) {
    const std::size_t more = sentences.size() - kDifferencesTold;
    sentences.resize(kDifferencesTold);
    sentences.push_back("and " + with_thousands(more) + " more");
  }
  return sentences;
}

Error another_schema(const std::vector<std::string>& differences) {
  return Error{.code = ErrorCode::conflict,
               .message = "the database is not what these files make: " + join(differences, ", ") +
                          "; nothing was recorded",
               .hint =
                   "choose an earlier file, or see diff_schema for the SQL that heals either "
                   "side; force records them all the same",
               .place = {}};
}

Result<RepairPlan> plan_baseline(workspace::Entry& entry,
                                 const MigrationState& state,
                                 const RepairOrder& order,
                                 const Work& work) {
  TRY_ASSIGN(const auto files,
             migration::choose_pending(state.directory, state.history, order.migration));
  RepairPlan plan;
  if (files.empty()) return plan;
  TRY_ASSIGN(SchemaComparison comparison, compare_with_migrations(entry, state, files, work));
  const auto differences = told(comparison.differences);
  if (!differences.empty() && !order.force) return another_schema(differences);
  plan.notes = std::move(comparison.notes);
  for (const std::string& difference : differences) plan.notes.push_back(difference);
  for (const MigrationFile& file : files) {
    TRY_ASSIGN(Repair repair, migration::record_without_running(file, "baseline"));
    plan.repairs.push_back(std::move(repair));
  }
  TRY_ASSIGN(plan.repairs.back().stamp.schema, live_schema(entry, work));
  return plan;
}

Result<RepairPlan> plan_mark(workspace::Entry& entry,
                             const MigrationState& state,
                             const RepairOrder& order,
                             const Work& work) {
  TRY_ASSIGN(const MigrationFile file,
             migration::choose_pending_file(state.directory, state.history, order.migration));
  TRY_ASSIGN(Repair repair, migration::record_without_running(file, "mark_applied"));
  TRY_ASSIGN(repair.stamp.schema, live_schema(entry, work));
  return RepairPlan{.repairs = {std::move(repair)}, .notes = {}};
}

std::vector<std::string> left_alone(const MigrationState& state) {
  std::vector<std::string> notes;
  for (const auto& entry : migration::compare(state.directory, state.history).entries) {
    if (entry.edit && entry.edit->kind == migration::EditKind::meaning) {
      notes.push_back(entry.name +
                      " was edited in meaning and stays as it is: restore the file and write a "
                      "new migration, or forget it and mark it as applied");
    }
  }
  return notes;
}

}  // namespace

Result<RepairPlan> plan_repair(workspace::Entry& entry,
                               const MigrationState& state,
                               const RepairOrder& order,
                               const Work& work) {
  RepairPlan plan;
  switch (order.action) {
    case RepairAction::baseline: return plan_baseline(entry, state, order, work);
    case RepairAction::mark_applied: return plan_mark(entry, state, order, work);
    case RepairAction::forget: {
      TRY_ASSIGN(plan.repairs.emplace_back(),
                 migration::forget_row(state.history, order.migration));
      break;
    }
    case RepairAction::restamp: {
      TRY_ASSIGN(plan.repairs, migration::plan_restamp(state.directory, state.history, order.lost));
      plan.notes = left_alone(state);
      break;
    }
  }
  return plan;
}

}  // namespace d1mcp::tools
