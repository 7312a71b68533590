#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "migration/repair.hpp"
#include "migration_state.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::tools {

enum class RepairAction { baseline, mark_applied, forget, restamp };

/// What a repair of the history is asked for.
struct RepairOrder {
  RepairAction action = RepairAction::restamp;
  std::string migration;  ///< File name or number: the last one of a baseline, the one to mark or
                          ///< forget.
  bool force = false;     ///< A baseline although the schema is another one.
  migration::LostFiles lost = migration::LostFiles::leave;
};

/// What is to be changed, and what a person should know of it.
struct RepairPlan {
  std::vector<migration::Repair> repairs;
  std::vector<std::string> notes;
};

/// Plans it; changes nothing. A baseline of files that do not make the schema that is there is
/// `conflict`, unless it is forced.
Result<RepairPlan> plan_repair(workspace::Entry& entry,
                               const MigrationState& state,
                               const RepairOrder& order,
                               const Work& work);

}  // namespace d1mcp::tools
