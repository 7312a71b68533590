#pragma once

#include <memory>

#include "core/result.hpp"
#include "sql/replay.hpp"
#include "workspace/entry.hpp"

namespace d1mcp::workspace {

/// An empty database in memory under the rules `entry` is opened with.
Result<std::unique_ptr<sql::Replay>> open_replay(const Entry& entry);

}  // namespace d1mcp::workspace
