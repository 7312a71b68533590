#pragma once

#include <memory>

#include "core/result.hpp"
#include "d1/dialect.hpp"
#include "sql/replay.hpp"

namespace d1mcp::sqlite {

/// A replay in a SQLite database in memory. Statements may do what a batch of a writer may.
Result<std::unique_ptr<sql::Replay>> open_replay(d1::Dialect dialect);

}  // namespace d1mcp::sqlite
