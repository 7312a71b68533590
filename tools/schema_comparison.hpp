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

/// The texts of what is applied, in the order of the history: of the files, or what the history
/// kept of those that are gone. One that is neither here nor there is noted and left out.
Result<std::vector<drift::AppliedText>> applied_texts(const MigrationState& state,
                                                      std::vector<std::string>& notes);

/// The database as the one here, with the schema that `migrations` make in memory as the one there.
Result<SchemaComparison> compare_with_migrations(workspace::Entry& entry,
                                                 const std::vector<drift::AppliedText>& migrations,
                                                 const Work& work);

/// The database as the one here, with another one there.
Result<SchemaComparison> compare_databases(workspace::Entry& here,
                                           workspace::Entry& there,
                                           const Work& work);

}  // namespace d1mcp::tools
