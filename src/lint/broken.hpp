#pragma once

#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "lint/subject.hpp"
#include "sql/replay.hpp"

namespace d1mcp::lint {

/// The views that cannot be read and the triggers that would make a write fail: SQLite accepts both
/// and compiles them at their first use only. In the order of the schema.
Result<std::vector<Broken>> find_broken(const Schema& schema,
                                        sql::Replay& replay,
                                        const Work& work);

}  // namespace d1mcp::lint
