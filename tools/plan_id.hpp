#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "core/work.hpp"
#include "lint/check.hpp"
#include "migration_plan.hpp"
#include "migration_state.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::tools {

/// What a plan rests on in short: four digests, of the pending files with their verify
/// scripts, of the history, of the schema
/// and of the verdict, which are the findings and what the files do to the rows. The plan holds as
/// long as none of them changes.
Result<std::string> plan_id(workspace::Entry& entry,
                            const MigrationState& state,
                            const lint::Request& request,
                            const MigrationPlan& plan,
                            const Work& work);

/// In which parts two ids differ, in words: "the files, the schema"; empty where they are the same.
std::string outdated_parts(std::string_view before, std::string_view now);

}  // namespace d1mcp::tools
