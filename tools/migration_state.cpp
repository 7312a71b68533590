#include "migration_state.hpp"

namespace d1mcp::tools {

Result<migration::Directory> read_migrations_folder(const workspace::Entry& entry) {
  const workspace::MigrationSettings& settings = entry.description().migrations;
  if (entry.problem()) return *entry.problem();
  if (settings.problem) return *settings.problem;
  return migration::read_directory(
      settings.directory,
      {.matches = settings.matches,
       .shared_with_wrangler = entry.description().kind == workspace::Kind::wrangler});
}

Result<MigrationState> read_migrations(workspace::Entry& entry, const Work& work) {
  MigrationState state;
  TRY_ASSIGN(state.directory, read_migrations_folder(entry));
  if (!entry.exists() && entry.description().kind == workspace::Kind::wrangler) return state;
  TRY_ASSIGN(const auto reader, entry.reader(work));
  TRY_ASSIGN(state.history,
             migration::read_history(*reader, entry.description().migrations.table, work));
  return state;
}

}  // namespace d1mcp::tools
