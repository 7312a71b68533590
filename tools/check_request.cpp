#include "check_request.hpp"

#include <algorithm>
#include <utility>

#include "core/files.hpp"
#include "migration/target.hpp"

namespace d1mcp::tools {
namespace {

constexpr std::uint64_t kLargestMigration = 256ULL * 1024 * 1024;

bool is_run_by_wrangler(const std::string& name, const migration::DirectoryOptions& options) {
  if (!options.shared_with_wrangler) return false;
  return options.matches ? options.matches(name) : name.find('/') == std::string::npos;
}

lint::Folder::Rollback pair(const std::string& name, const migration::Directory& directory) {
  const auto forward =
      std::ranges::find(directory.files, name, &migration::MigrationFile::rollback);
  return {.name = name, .forward = forward == directory.files.end() ? "" : forward->name};
}

lint::Folder folder_of(const MigrationState& state) {
  const migration::Directory& directory = state.directory;
  lint::Folder folder{.files = migration::file_names(directory.files),
                      .rollbacks = {},
                      .applied = {},
                      .run_by_wrangler = {}};
  for (const std::string& name : directory.rollback_files) {
    folder.rollbacks.push_back(pair(name, directory));
    if (is_run_by_wrangler(name, directory.options)) folder.run_by_wrangler.push_back(name);
  }
  for (const migration::HistoryRow& row : state.history) folder.applied.push_back(row.name);
  return folder;
}

}  // namespace

Result<lint::Request> check_request(const workspace::Entry& entry,
                                    const MigrationState& state,
                                    const std::vector<migration::MigrationFile>& pending) {
  lint::Request request{.folder = folder_of(state),
                        .pending = {},
                        .target = {.dialect = entry.description().dialect,
                                   .history_table = entry.description().migrations.table}};
  for (const migration::MigrationFile& file : pending) {
    TRY_ASSIGN(std::string text, read_file(file.path, kLargestMigration));
    request.pending.push_back({.name = file.name, .text = std::move(text), .rehearsal = {}});
  }
  return request;
}

}  // namespace d1mcp::tools
