#include "undo_check.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <utility>

#include "migration/apply.hpp"
#include "migration/rollback.hpp"
#include "migration_run.hpp"
#include "workspace/undo_proof.hpp"

namespace d1mcp::tools {
namespace {

using Differences = std::vector<std::string>;

constexpr std::uintmax_t kLargestDatabase = std::uintmax_t{64} * 1024 * 1024;
constexpr std::size_t kMostFiles = 20;

// All rows are read twice.
bool is_small(const workspace::Entry& entry) {
  if (!entry.exists()) return true;
  std::error_code failed;
  const auto bytes = std::filesystem::file_size(entry.description().file, failed);
  return !failed && bytes <= kLargestDatabase;
}

// Scripts that do not run are a difference, too; a full disk is none.
Result<Differences> differences(sql::Connection& copy,
                                const std::vector<migration::PreparedFile>& files,
                                const Work& work) {
  auto found = workspace::differences_after(copy, files, work);
  if (found || !is_by_the_file(found.error())) return found;
  return Differences{describe(found.error())};
}

bool has_rollback(const MigrationState& state, const migration::PreparedFile& file) {
  const migration::MigrationFile* const on_disk =
      migration::find_file(state.directory, file.migration);
  return on_disk != nullptr && on_disk->rollback.has_value();
}

/// How many of the files there are up to the last one that has a rollback.
std::size_t count_to_look_at(const MigrationState& state,
                             const std::vector<migration::PreparedFile>& files) {
  std::size_t count = files.size();
  while (count > 0 && !has_rollback(state, files[count - 1])) --count;
  return count;
}

Result<Differences> differences_of(sql::Connection& copy,
                                   const MigrationState& state,
                                   const migration::PreparedFile& file,
                                   d1::Dialect dialect,
                                   const Work& work) {
  if (!has_rollback(state, file)) return Differences();
  auto rollback = migration::prepare_rollbacks(state.directory, {file.migration}, dialect);
  if (!rollback) return Differences{describe(rollback.error())};
  return differences(copy, {file, rollback->front()}, work);
}

}  // namespace

Result<std::vector<Differences>> undo_differences(workspace::Entry& entry,
                                                  const MigrationState& state,
                                                  const std::vector<migration::PreparedFile>& files,
                                                  const Work& work) {
  std::vector<Differences> all(files.size());
  const std::size_t count = count_to_look_at(state, files);
  if (count == 0 || files.size() > kMostFiles || !is_small(entry)) return all;
  TRY_ASSIGN(const auto copy, entry.rehearse(work));
  const d1::Dialect dialect = entry.description().dialect;
  for (std::size_t index = 0; index < count; ++index) {
    if (index > 0) TRY(workspace::run_scripts(*copy, {files[index - 1]}, work));
    TRY_ASSIGN(all[index], differences_of(*copy, state, files[index], dialect, work));
    // Where the rollback left something, the file does not run again: those behind it are unknown.
    if (!all[index].empty()) break;
  }
  return all;
}

Result<Differences> lost_for_good(workspace::Entry& entry,
                                  const MigrationState& state,
                                  const std::vector<migration::PreparedFile>& rollbacks,
                                  const Work& work) {
  if (!is_small(entry)) return Differences();
  std::vector<migration::MigrationFile> forward;
  for (const migration::PreparedFile& rollback : rollbacks) {
    const auto* file = migration::find_file(state.directory, rollback.migration);
    if (file != nullptr) forward.push_back(*file);
  }
  std::ranges::reverse(forward);
  TRY_ASSIGN(const auto again, migration::prepare_files(forward, entry.description().dialect));
  std::vector<migration::PreparedFile> files = rollbacks;
  files.insert(files.end(), again.begin(), again.end());
  TRY_ASSIGN(const auto copy, entry.rehearse(work));
  return differences(*copy, files, work);
}

}  // namespace d1mcp::tools
