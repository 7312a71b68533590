#pragma once

#include <string>
#include <vector>

#include "core/work.hpp"
#include "migration/directory.hpp"
#include "migration/history.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::tools {

/// A database's migrations folder and its history, read at one time.
struct MigrationState {
  migration::Directory directory;
  std::vector<migration::HistoryRow> history;
};

/// The folder alone, without a look at the database.
Result<migration::Directory> read_migrations_folder(const workspace::Entry& entry);

/// A wrangler database that was not created yet has an empty history.
Result<MigrationState> read_migrations(workspace::Entry& entry, const Work& work);

/// The names in the history only, in its order.
Result<std::vector<std::string>> read_names_in_history(workspace::Entry& entry, const Work& work);

/// As `read_migrations`, for who writes into the folder: one that does not exist yet has no files.
Result<MigrationState> read_or_begin_migrations(workspace::Entry& entry, const Work& work);

}  // namespace d1mcp::tools
