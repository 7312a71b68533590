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

const migration::MigrationFile* file_called(const MigrationState& state, const std::string& name) {
  const auto& files = state.directory.files;
  const auto found = std::ranges::find(files, name, &migration::MigrationFile::name);
  return found == files.end() ? nullptr : &*found;
}

// Scripts that do not run are a difference, too; a full disk is none.
Result<Differences> differences(sql::Connection& copy,
                                const std::vector<migration::PreparedFile>& files,
                                const Work& work) {
  auto found = workspace::differences_after(copy, files, work);
  if (found || !is_by_the_file(found.error())) return found;
  return Differences{describe(found.error())};
}

Result<Differences> differences_of(sql::Connection& copy,
                                   const MigrationState& state,
                                   const migration::PreparedFile& file,
                                   d1::Dialect dialect,
                                   const Work& work) {
  const migration::MigrationFile* on_disk = file_called(state, file.migration);
  if (on_disk == nullptr || !on_disk->rollback) return Differences();
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
  if (files.size() > kMostFiles || !is_small(entry)) return all;
  TRY_ASSIGN(const auto copy, entry.rehearse(work));
  for (std::size_t index = 0; index < files.size(); ++index) {
    TRY_ASSIGN(all[index],
               differences_of(*copy, state, files[index], entry.description().dialect, work));
    // Where the rollback left something, the file does not run again: those behind it are unknown.
    if (!all[index].empty()) break;
    TRY(workspace::differences_after(*copy, {files[index]}, work));
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
    if (const auto* file = file_called(state, rollback.migration)) forward.push_back(*file);
  }
  std::ranges::reverse(forward);
  TRY_ASSIGN(const auto again, migration::prepare_files(forward, entry.description().dialect));
  std::vector<migration::PreparedFile> files = rollbacks;
  files.insert(files.end(), again.begin(), again.end());
  TRY_ASSIGN(const auto copy, entry.rehearse(work));
  return differences(*copy, files, work);
}

}  // namespace d1mcp::tools
