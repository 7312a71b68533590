#include "migration_run.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "changes.hpp"

namespace d1mcp::tools {
namespace {

// An empty database has nothing to lose.
Result<bool> holds_anything(sql::Connection& connection, const Work& work) {
  TRY_ASSIGN(const sql::Table found,
             sql::query_table(connection, "SELECT 1 FROM sqlite_schema LIMIT 1", {}, work));
  return !found.rows.empty();
}

Status back_up(const MigrationRun& run, const Work& work, MigrationOutcome& outcome) {
  workspace::Entry& entry = run.entry;
  if (!entry.exists()) return {};
  TRY_ASSIGN(const auto reader, entry.reader(work));
  TRY_ASSIGN(const bool worth_it, holds_anything(*reader, work));
  if (!worth_it) return {};
  auto backup = migration::make_backup(*reader, entry.description().backups, entry.name(), work);
  if (!backup) {
    return std::move(backup).error().while_doing("no backup could be made, so nothing was " +
                                                 std::string(run.done));
  }
  outcome.backup = std::move(backup).value();
  return {};
}

Status run_on(sql::Connection& connection,
              const MigrationRun& run,
              migration::HistoryTarget history,
              const Work& work,
              std::vector<migration::AppliedFile>& done) {
  history.table = run.entry.description().migrations.table;
  return run.run_files(connection, history, run.files, work, done);
}

// What was done before the failure is part of the answer: it stays so.
Error with_progress(Error error, const MigrationRun& run, const MigrationOutcome& outcome) {
  if (outcome.done.empty()) return error;
  std::string names;
  for (const auto& file : outcome.done) names += (names.empty() ? "" : ", ") + file.name;
  error.hint +=
      (error.hint.empty() ? "" : "; ") + std::string(run.done) + " before it and kept so: " + names;
  return error;
}

void add_warnings(const MigrationRun& run, MigrationOutcome& outcome) {
  for (const migration::AppliedFile& file : outcome.done) {
    if (!file.by_another_runner) continue;
    outcome.warnings.push_back(file.name + " was " + std::string(run.done) +
                               " by another runner meanwhile");
  }
  std::ranges::move(losses_of(run, outcome.done), std::back_inserter(outcome.warnings));
}

}  // namespace

bool is_by_the_file(const Error& error) {
  constexpr std::array kByTheFile = {ErrorCode::invalid_argument,
                                     ErrorCode::permission_denied,
                                     ErrorCode::sql_error,
                                     ErrorCode::constraint,
                                     ErrorCode::limit_exceeded};
  return std::ranges::find(kByTheFile, error.code) != kByTheFile.end();
}

std::vector<std::string> losses_of(const MigrationRun& run,
                                   const std::vector<migration::AppliedFile>& done) {
  std::vector<std::string> sentences;
  for (std::size_t index = 0; index < done.size(); ++index) {
    const migration::PreparedFile& file = run.files[index];
    std::ranges::move(migration::unnamed_losses(file, done[index]), std::back_inserter(sentences));
    for (const std::string& loss : losses(done[index].gone, done[index].changes, Rows::deleted)) {
      sentences.push_back(file.name + " " + loss);
    }
  }
  return sentences;
}

Result<Trial> try_on_a_copy(const MigrationRun& run, const Work& work) {
  TRY_ASSIGN(const auto copy, run.entry.rehearse(work));
  Trial trial;
  auto status = run_on(*copy, run, {.is_kept = false}, work, trial.done);
  if (!status && !is_by_the_file(status.error())) return std::move(status).error();
  if (!status) trial.failure = std::move(status).error();
  return trial;
}

void report_trial(const MigrationRun& run, Trial trial, MigrationOutcome& outcome) {
  outcome.done = std::move(trial.done);
  add_warnings(run, outcome);
}

Status run_for_good(MigrationRun& run,
                    const Trial& trial,
                    const Work& work,
                    MigrationOutcome& outcome) {
  for (std::size_t index = 0; index < trial.done.size(); ++index) {
    run.files[index].rehearsed = trial.done[index];
  }
  TRY(back_up(run, work, outcome));
  TRY_ASSIGN(const auto writer, run.entry.writer(run.creation));
  const std::string backup = outcome.backup ? outcome.backup->file_name() : std::string();
  if (auto status = run_on(*writer, run, {.backup = backup}, work, outcome.done); !status) {
    if (run.transactions == Transactions::one_for_all) outcome.done.clear();
    return with_progress(std::move(status).error(), run, outcome);
  }
  add_warnings(run, outcome);
  return {};
}

mcp::Json encode_done(const migration::AppliedFile& file) {
  mcp::Json json = {{"name", file.name},
                    {"statements", file.statements},
                    {"changes", encode_changes(file.changes)},
                    {"duration_ms", file.duration_ms}};
  if (file.verified > 0) json["verified"] = file.verified;
  return json;
}

mcp::ToolResult with_outcome(mcp::Json result, const MigrationOutcome& outcome) {
  if (outcome.backup) {
    result["backup"] = {{"path", outcome.backup->path.string()}, {"bytes", outcome.backup->bytes}};
  }
  if (!outcome.warnings.empty()) result["warnings"] = outcome.warnings;
  return {.structured = std::move(result), .text = {}, .links = {}};
}

}  // namespace d1mcp::tools
