#include "migration_plan.hpp"

#include <algorithm>
#include <future>
#include <set>
#include <utility>

#include "check_request.hpp"
#include "derivable_rollbacks.hpp"
#include "lint/check.hpp"
#include "migration/apply.hpp"
#include "migration/overview.hpp"
#include "plan_id.hpp"
#include "undo_check.hpp"
#include "workspace/replay.hpp"

namespace d1mcp::tools {
namespace {

// What the rules need to know of the trial, and of undoing what was tried.
Result<std::vector<lint::Rehearsal>> rehearsals_of(workspace::Entry& entry,
                                                   const MigrationState& state,
                                                   const MigrationPlan& plan,
                                                   const Work& work) {
  const Trial& trial = plan.trial;
  std::vector<lint::Rehearsal> rehearsals(plan.prepared.size());
  for (std::size_t index = 0; index < trial.done.size(); ++index) {
    rehearsals[index].unnamed_losses =
        migration::unnamed_losses(plan.prepared[index], trial.done[index]);
  }
  if (trial.failure) {
    rehearsals[trial.done.size()].failure = trial.failure;
    return rehearsals;
  }
  TRY_ASSIGN(auto left, undo_differences(entry, state, plan.prepared, work));
  for (std::size_t index = 0; index < left.size(); ++index) {
    rehearsals[index].not_undone = std::move(left[index]);
  }
  return rehearsals;
}

/// The rules' replay, beside the trial: both take long where there are many files, and neither
/// needs the other. Waits for its end where it is given up.
class Replaying {
 public:
  Replaying(workspace::Entry& entry, const lint::Request& request, const Work& work)
      : files_(std::async([&entry, &request, &work] { return replay(entry, request, work); })) {}

  Result<std::vector<lint::File>> files() { return files_.get(); }

 private:
  static Result<std::vector<lint::File>> replay(workspace::Entry& entry,
                                                const lint::Request& request,
                                                const Work& work) {
    TRY_ASSIGN(const auto replay, workspace::open_replay(entry));
    if (!entry.exists()) return lint::replay_pending(request, *replay, nullptr, work);
    TRY_ASSIGN(const auto reader, entry.reader(work));
    return lint::replay_pending(request, *replay, &*reader, work);
  }

  std::future<Result<std::vector<lint::File>>> files_;
};

Result<std::vector<lint::Finding>> check(workspace::Entry& entry,
                                         const lint::Request& request,
                                         Result<std::vector<lint::File>> replayed,
                                         const Work& work) {
  TRY_ASSIGN(std::vector<lint::File> files, std::move(replayed));
  if (!entry.exists()) return lint::check(request, std::move(files), nullptr, work);
  TRY_ASSIGN(const auto reader, entry.reader(work));
  return lint::check(request, std::move(files), &*reader, work);
}

// The worst first; what a person allowed stands last.
void sort_for_reading(std::vector<lint::Finding>& findings) {
  std::ranges::stable_sort(findings, {}, [](const lint::Finding& finding) {
    return std::pair(finding.allowed.has_value(), finding.severity);
  });
}

using Names = std::set<std::string_view>;

Names names_of(const std::vector<migration::MigrationFile>& files) {
  Names names;
  for (const migration::MigrationFile& file : files) names.insert(file.name);
  return names;
}

bool breaks_running_code(const lint::Finding& finding) {
  return finding.rule.starts_with('B') && finding.severity != lint::Severity::info;
}

bool is_grave(const Names& pending, const lint::Finding& finding) {
  if (finding.allowed || !pending.contains(finding.place.file)) return false;
  return finding.severity == lint::Severity::error || breaks_running_code(finding);
}

std::string sentence_of(const lint::Finding& finding) {
  std::string place = finding.place.file;
  if (finding.place.line > 0) place += ":" + std::to_string(finding.place.line);
  return "has " + finding.rule + " at " + place + ": " + finding.message;
}

Result<MigrationPlan> plan_migration(workspace::Entry& entry,
                                     const MigrationState& state,
                                     const std::vector<migration::MigrationFile>& pending,
                                     Transactions transactions,
                                     const Work& work) {
  MigrationPlan plan;
  plan.files = pending;
  TRY_ASSIGN(lint::Request request, check_request(entry, state, pending));
  std::vector<lint::Rehearsal> rehearsals;
  Replaying replaying(entry, request, work);
  // Files that cannot be cut into statements cannot be tried; the rules say why.
  auto prepared = migration::prepare_files(pending, entry.description().dialect);
  if (prepared) {
    plan.prepared = *std::move(prepared);
  } else if (!is_by_the_file(prepared.error())) {
    return std::move(prepared).error();
  }
  if (!plan.prepared.empty()) {
    const MigrationRun run = applying(entry, plan.prepared, transactions);
    TRY_ASSIGN(plan.trial, try_on_a_copy(run, work));
    plan.losses = losses_of(run, plan.trial.done);
    TRY_ASSIGN(rehearsals, rehearsals_of(entry, state, plan, work));
  }
  TRY_ASSIGN(auto derivable, derivable_rollbacks(entry, state.directory, plan.prepared, work));
  auto replayed = replaying.files();
  request.rehearsals = std::move(rehearsals);
  request.folder.derivable = std::move(derivable);
  auto findings = check(entry, request, std::move(replayed), work);
  if (findings) {
    plan.findings = *std::move(findings);
    sort_for_reading(plan.findings);
  } else if (is_by_the_file(findings.error())) {
    plan.unchecked = std::move(findings).error();
  } else {
    return std::move(findings).error();
  }
  TRY_ASSIGN(plan.id, plan_id(entry, state, request, plan, work));
  return plan;
}

std::vector<std::string> names_in(const MigrationState& state) {
  std::vector<std::string> names;
  for (const migration::HistoryRow& row : state.history) names.push_back(row.name);
  return names;
}

}  // namespace

MigrationRun applying(workspace::Entry& entry,
                      std::vector<migration::PreparedFile> files,
                      Transactions transactions) {
  const bool together = transactions == Transactions::one_for_all;
  return {.entry = entry,
          .files = std::move(files),
          .run_files = together ? migration::apply_files_together : migration::apply_files,
          .done = "applied",
          .creation = sqlite::Creation::may_create,
          .transactions = transactions};
}

Result<Planned> plan_pending(workspace::Entry& entry,
                             std::string_view target,
                             Transactions transactions,
                             const Work& work) {
  while (true) {
    TRY_ASSIGN(MigrationState state, read_migrations(entry, work));
    TRY_ASSIGN(const auto pending,
               migration::choose_pending(state.directory, state.history, target));
    TRY_ASSIGN(MigrationPlan plan, plan_migration(entry, state, pending, transactions, work));
    TRY_ASSIGN(const auto now, read_names_in_history(entry, work));
    if (now == names_in(state)) {
      return Planned{.state = std::move(state), .plan = std::move(plan)};
    }
  }
}

std::vector<std::string> grave_points(const MigrationPlan& plan) {
  std::vector<std::string> points = plan.losses;
  const Names pending = names_of(plan.files);
  for (const lint::Finding& finding : plan.findings) {
    if (is_grave(pending, finding)) points.push_back(sentence_of(finding));
  }
  return points;
}

}  // namespace d1mcp::tools
