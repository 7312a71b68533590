#include "check_request.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "migration/overview.hpp"
#include "migration/target.hpp"

namespace d1mcp::tools {
namespace {

bool is_run_by_wrangler(const std::string& name, const migration::DirectoryOptions& options) {
  if (!options.shared_with_wrangler) return false;
  return options.matches ? options.matches(name) : name.find('/') == std::string::npos;
}

using Companions = std::vector<lint::Folder::Companion>;

// `names` with the migrations they belong to.
template <typename BelongsTo>
Companions pairs(const std::vector<std::string>& names,
                 const migration::Directory& directory,
                 BelongsTo belongs_to) {
  Companions pairs;
  for (const std::string& name : names) {
    const auto forward = std::ranges::find_if(
        directory.files, [&](const auto& file) { return belongs_to(name, file); });
    pairs.push_back(
        {.name = name, .forward = forward == directory.files.end() ? "" : forward->name});
  }
  return pairs;
}

bool undoes(const std::string& name, const migration::MigrationFile& file) {
  return file.rollback == name;
}

bool verifies(const std::string& name, const migration::MigrationFile& file) {
  return file.verify && file.verify->name == name;
}

// What wrangler takes for migrations beside those that are some.
std::vector<std::string> exposed(const migration::Directory& directory) {
  std::vector<std::string> names = directory.rollback_files;
  names.insert(names.end(), directory.verify_files.begin(), directory.verify_files.end());
  if (directory.queries) names.push_back(directory.queries->filename());
  std::erase_if(
      names, [&](const std::string& name) { return !is_run_by_wrangler(name, directory.options); });
  return names;
}

lint::Folder::Edited edited(const migration::Entry& entry) {
  lint::Folder::Edited edited{.place = {.file = entry.name, .line = 0, .column = 0, .statement = 0},
                              .change = {},
                              .is_cosmetic = entry.edit->kind == migration::EditKind::cosmetic};
  if (const auto& first = entry.edit->first) {
    edited.place.line = first->place.line;
    edited.place.column = first->place.column;
    edited.change = migration::describe(*first);
  }
  return edited;
}

lint::Folder folder_of(const MigrationState& state) {
  const migration::Directory& directory = state.directory;
  lint::Folder folder{.files = migration::file_names(directory.files),
                      .rollbacks = pairs(directory.rollback_files, directory, undoes),
                      .applied = {},
                      .run_by_wrangler = exposed(directory)};
  folder.verifies = pairs(directory.verify_files, directory, verifies);
  for (const migration::HistoryRow& row : state.history) folder.applied.push_back(row.name);
  for (const migration::Entry& entry : migration::compare(directory, state.history).entries) {
    if (entry.edit) folder.edited.push_back(edited(entry));
  }
  return folder;
}

std::optional<lint::Storage> storage_of(const std::filesystem::path& database) {
  std::error_code failure;
  const auto bytes = std::filesystem::file_size(database, failure);
  if (failure) return std::nullopt;
  const auto space = std::filesystem::space(database, failure);
  if (failure) return std::nullopt;
  return lint::Storage{.database_bytes = bytes, .free_bytes = space.available};
}

Status add_known_queries(const migration::Directory& directory, lint::Request& request) {
  if (!directory.queries) return {};
  const migration::MigrationFile file{
      .name = std::string(migration::kQueriesFile), .path = *directory.queries, .rollback = {}};
  TRY_ASSIGN(request.queries, migration::read_statements(file));
  request.queries_file = file.name;
  return {};
}

}  // namespace

Result<lint::Request> check_request(const workspace::Entry& entry,
                                    const MigrationState& state,
                                    const std::vector<migration::MigrationFile>& pending) {
  lint::Request request{.folder = folder_of(state),
                        .pending = {},
                        .target = {.dialect = entry.description().dialect,
                                   .history_table = entry.description().migrations.table,
                                   .storage = storage_of(entry.description().file)}};
  for (const migration::MigrationFile& file : pending) {
    TRY_ASSIGN(std::string text, migration::read_text(file));
    request.pending.push_back({.name = file.name, .text = std::move(text)});
  }
  TRY(add_known_queries(state.directory, request));
  return request;
}

}  // namespace d1mcp::tools
