#include "migration_state.hpp"

namespace d1mcp::tools {

Result<MigrationState> read_migrations(workspace::Entry& entry, const Work& work) {
  const workspace::MigrationSettings& settings = entry.description().migrations;
  if (entry.problem()) return *entry.problem();
  if (settings.problem) return *settings.problem;
  MigrationState state;
  TRY_ASSIGN(state.directory,
             migration::read_directory(
                 settings.directory,
                 {.matches = settings.matches,
                  .shared_with_wrangler = entry.description().kind == workspace::Kind::wrangler}));
  if (!entry.exists() && entry.description().kind == workspace::Kind::wrangler) return state;
  TRY_ASSIGN(const auto reader, entry.reader(work));
  TRY_ASSIGN(state.history, migration::read_history(*reader, settings.table, work));
  return state;
}

}  // namespace d1mcp::tools
