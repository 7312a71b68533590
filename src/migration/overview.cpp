#include "migration/overview.hpp"

#include <algorithm>
#include <map>

#include "d1/migration_order.hpp"
#include "migration/target.hpp"

namespace d1mcp::migration {
namespace {

using AppliedAt = std::map<std::string, std::string, std::less<>>;

AppliedAt index_of(const std::vector<HistoryRow>& history) {
  AppliedAt index;
  for (const HistoryRow& row : history) index.emplace(row.name, row.applied_at);
  return index;
}

// What a history row without a file is: a deleted or renamed file, or a rollback that was run as
// one.
void add_missing(const Directory& directory,
                 const std::vector<HistoryRow>& history,
                 Overview& overview) {
  for (const HistoryRow& row : history) {
    const bool on_disk = std::ranges::any_of(
        directory.files, [&](const auto& file) { return file.name == row.name; });
    if (on_disk) continue;
    overview.entries.push_back({.name = row.name,
                                .state = State::file_missing,
                                .applied_at = row.applied_at,
                                .rollback = {}});
    const bool is_rollback =
        std::ranges::find(directory.rollback_files, row.name) != directory.rollback_files.end();
    overview.warnings.push_back(
        is_rollback
            ? row.name +
                  " is a rollback file that was applied as a migration: what it undoes is "
                  "recorded as applied but may be gone"
            : row.name + " was applied " + row.applied_at + " but its file is gone or renamed");
  }
}

void warn_of_late_files(Overview& overview) {
  std::string newest_applied;
  for (const Entry& entry : overview.entries) {
    if (entry.state == State::applied) newest_applied = entry.name;
  }
  if (newest_applied.empty()) return;
  for (const Entry& entry : overview.entries) {
    if (entry.state == State::pending &&
        d1::compare_migration_names(entry.name, newest_applied) < 0) {
      overview.warnings.push_back(entry.name + " is pending but sorts before " + newest_applied +
                                  ", which is applied: it would run out of order");
    }
  }
}

}  // namespace

std::string_view to_string(State state) {
  switch (state) {
    case State::applied: return "applied";
    case State::pending: return "pending";
    case State::file_missing: return "file_missing";
  }
  return "pending";
}

Overview compare(const Directory& directory, const std::vector<HistoryRow>& history) {
  Overview overview;
  overview.warnings = directory.warnings;
  const AppliedAt applied = index_of(history);
  add_missing(directory, history, overview);
  for (const MigrationFile& file : directory.files) {
    const auto row = applied.find(file.name);
    const bool is_applied = row != applied.end();
    ++(is_applied ? overview.applied : overview.pending);
    overview.entries.push_back({.name = file.name,
                                .state = is_applied ? State::applied : State::pending,
                                .applied_at = is_applied ? row->second : std::string(),
                                .rollback = file.rollback.value_or("")});
  }
  warn_of_late_files(overview);
  return overview;
}

Result<std::vector<MigrationFile>> choose_pending(const Directory& directory,
                                                  const std::vector<HistoryRow>& history,
                                                  std::string_view target) {
  const AppliedAt applied = index_of(history);
  std::size_t end = directory.files.size();
  if (!target.empty()) {
    TRY_ASSIGN(const std::size_t index, find_target(file_names(directory.files), target));
    if (applied.contains(directory.files[index].name)) {
      return Error{.code = ErrorCode::conflict,
                   .message = directory.files[index].name + " is applied already",
                   .hint = "see what is pending with list_migrations",
                   .place = {}};
    }
    end = index + 1;
  }
  std::vector<MigrationFile> pending;
  for (std::size_t index = 0; index < end; ++index) {
    if (!applied.contains(directory.files[index].name)) pending.push_back(directory.files[index]);
  }
  return pending;
}

}  // namespace d1mcp::migration
