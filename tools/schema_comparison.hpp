#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "drift/compare.hpp"
#include "drift/replay_history.hpp"
#include "migration_state.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::tools {

/// How a database's schema differs from another one.
struct SchemaComparison {
  std::vector<drift::Difference> differences;
  std::optional<drift::Since> since;
  std::vector<std::string> notes;  ///< What stood in the way of a full answer.
};

/// The database as the one here, with the schema as the one there that its applied migrations and
/// then `more` make in memory. What is applied is run as its file is now, or as the history kept it
/// where the file is gone; what is neither here nor there is noted and left out.
Result<SchemaComparison> compare_with_migrations(workspace::Entry& entry,
                                                 const MigrationState& state,
                                                 const std::vector<migration::MigrationFile>& more,
                                                 const Work& work);

/// The database as the one here, with another one there.
Result<SchemaComparison> compare_databases(workspace::Entry& here,
                                           workspace::Entry& there,
                                           const Work& work);

}  // namespace d1mcp::tools
