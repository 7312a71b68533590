#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "migration/run_file.hpp"
#include "migration_state.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::tools {

/// For each of `files`, pending and known to run: what is not as before once it was applied and its
/// rollback was run, both on a private copy; a sentence each. Nothing for files without a rollback,
/// and nothing at all where looking would take long: databases beyond 64 MiB, more than 20 files.
Result<std::vector<std::vector<std::string>>> undo_differences(
    workspace::Entry& entry,
    const MigrationState& state,
    const std::vector<migration::PreparedFile>& files,
    const Work& work);

/// What is not as it is now once `rollbacks`, the last applied migration's first, were run and
/// their migrations applied again, on a private copy: what the rollback takes for good. A sentence
/// each. Nothing for databases beyond 64 MiB.
Result<std::vector<std::string>> lost_for_good(
    workspace::Entry& entry,
    const MigrationState& state,
    const std::vector<migration::PreparedFile>& rollbacks,
    const Work& work);

}  // namespace d1mcp::tools
