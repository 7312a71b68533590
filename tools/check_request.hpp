#pragma once

#include <vector>

#include "core/result.hpp"
#include "lint/check.hpp"
#include "migration/directory.hpp"
#include "migration_state.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::tools {

/// What the rules are to look at: the folder and the text of the pending files, not rehearsed yet.
Result<lint::Request> check_request(const workspace::Entry& entry,
                                    const MigrationState& state,
                                    const std::vector<migration::MigrationFile>& pending);

}  // namespace d1mcp::tools
