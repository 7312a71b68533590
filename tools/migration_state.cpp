#include "migration_state.hpp"

#include <filesystem>
#include <utility>

namespace d1mcp::tools {
namespace {

namespace fs = std::filesystem;

migration::DirectoryOptions options_of(const workspace::Entry& entry) {
  return {.matches = entry.description().migrations.matches,
          .shared_with_wrangler = entry.description().kind == workspace::Kind::wrangler};
}

// wrangler's database is made by the first migration.
bool is_still_to_be_made(const workspace::Entry& entry) {
  return !entry.exists() && entry.description().kind == workspace::Kind::wrangler;
}

Result<MigrationState> with_history(migration::Directory directory,
                                    workspace::Entry& entry,
                                    const Work& work) {
  MigrationState state{.directory = std::move(directory), .history = {}};
  if (is_still_to_be_made(entry)) return state;
  TRY_ASSIGN(const auto reader, entry.reader(work));
  TRY_ASSIGN(state.history,
             migration::read_history(*reader, entry.description().migrations.table, work));
  return state;
}

}  // namespace

Result<migration::Directory> read_migrations_folder(const workspace::Entry& entry) {
  const workspace::MigrationSettings& settings = entry.description().migrations;
  if (entry.problem()) return *entry.problem();
  if (settings.problem) return *settings.problem;
  return migration::read_directory(settings.directory, options_of(entry));
}

Result<MigrationState> read_migrations(workspace::Entry& entry, const Work& work) {
  TRY_ASSIGN(migration::Directory directory, read_migrations_folder(entry));
  return with_history(std::move(directory), entry, work);
}

Result<std::vector<std::string>> read_names_in_history(workspace::Entry& entry, const Work& work) {
  if (is_still_to_be_made(entry)) return std::vector<std::string>();
  TRY_ASSIGN(const auto reader, entry.reader(work));
  return migration::read_names(*reader, entry.description().migrations.table, work);
}

Result<MigrationState> read_or_begin_migrations(workspace::Entry& entry, const Work& work) {
  auto directory = read_migrations_folder(entry);
  if (!directory) {
    const fs::path& place = entry.description().migrations.directory;
    std::error_code ignored;
    if (entry.problem() || place.empty() || fs::exists(place, ignored)) {
      return std::move(directory).error();
    }
    directory = migration::Directory{.path = place, .options = options_of(entry)};
  }
  return with_history(*std::move(directory), entry, work);
}

}  // namespace d1mcp::tools
