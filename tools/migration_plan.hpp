#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "lint/finding.hpp"
#include "migration/directory.hpp"
#include "migration/run_file.hpp"
#include "migration_run.hpp"
#include "migration_state.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::tools {

/// What is to happen to a database, and what is known about it beforehand.
struct MigrationPlan {
  std::string id;  ///< See plan_id.hpp.
  std::vector<migration::MigrationFile> files;
  std::vector<migration::PreparedFile> prepared;  ///< The same; none where one cannot be read.
  std::vector<lint::Finding> findings;            ///< The worst first, those allowed last.
  /// Why the rules cannot look at the files: a schema that cannot be rebuilt in memory, as with a
  /// virtual table of an unknown module. The trial stands.
  std::optional<Error> unchecked;
  Trial trial;
  std::vector<std::string> losses;  ///< A sentence each.
};

/// The way of `files` into a database.
MigrationRun applying(workspace::Entry& entry,
                      std::vector<migration::PreparedFile> files,
                      Transactions transactions);

/// A plan, and what it was made from.
struct Planned {
  MigrationState state;
  MigrationPlan plan;
};

/// Checks the pending files up to `target`, all of them where it is empty, by all rules and runs
/// them on a private copy, in such transactions as they are to be applied in. Changes nothing. What
/// is wrong with the files is part of the plan; errors are of the machine: a full disk, a lock, a
/// stop. Begins again where another runner applied something meanwhile.
Result<Planned> plan_pending(workspace::Entry& entry,
                             std::string_view target,
                             Transactions transactions,
                             const Work& work);

/// What a person should agree to first: what is lost, the errors in pending files, and what breaks
/// the code that is running. A sentence each.
std::vector<std::string> grave_points(const MigrationPlan& plan);

}  // namespace d1mcp::tools
