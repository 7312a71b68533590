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

Result<MigrationState> with_history(migration::Directory directory,
                                    workspace::Entry& entry,
                                    const Work& work) {
  MigrationState state{.directory = std::move(directory), .history = {}};
  if (!entry.exists() && entry.description().kind == workspace::Kind::wrangler) return state;
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
