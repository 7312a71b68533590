#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "migration_state.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::tools {

/// Where the rollback of a new migration comes from.
enum class RollbackOrigin {
  given,
  derived,        ///< From the migration, and proven on a private copy.
  to_be_written,  ///< It cannot be derived, or there is no migration yet to derive it from.
};

/// The two scripts of a migration to be written.
struct NewScripts {
  std::string forward;
  std::string rollback;  ///< Empty when it has to be written by hand.
  RollbackOrigin origin = RollbackOrigin::to_be_written;
  std::vector<std::string> left;  ///< What the rollback does not bring back, in sentences.
};

/// What a new migration is made of, as its author gives it.
struct NewMigration {
  std::string name;      ///< The file it becomes.
  std::string sql;       ///< Empty: nothing is tried.
  std::string rollback;  ///< Empty: derived where that can be.
};

/// Runs the migration on a private copy of the database, after the pending ones, and then its
/// rollback, and compares. A script that does not run is an error at its place.
Result<NewScripts> try_new_migration(workspace::Entry& entry,
                                     const MigrationState& state,
                                     const NewMigration& migration,
                                     const Work& work);

}  // namespace d1mcp::tools
