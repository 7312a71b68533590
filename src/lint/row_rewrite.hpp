#pragma once

#include <cstdint>
#include <optional>

#include "core/result.hpp"
#include "lint/live_data.hpp"
#include "lint/subject.hpp"

namespace d1mcp::lint {

/// How many rows that are there now `step` writes or reads into something new: the ones an UPDATE
/// or DELETE meets, the ones a copy brings over, those of a table that gets an index or loses a
/// column. Nothing where that cannot be told before the statement runs.
Result<std::optional<std::uint64_t>> rows_rewritten(const Step& step, LiveData& data);

}  // namespace d1mcp::lint
