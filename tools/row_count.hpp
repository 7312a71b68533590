#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/work.hpp"
#include "sql/connection.hpp"

namespace d1mcp::tools {

/// How many rows a table has, or nothing when counting takes longer than `work` has time for or the
/// table cannot be read. A stop that was asked for is the caller's to notice.
std::optional<std::int64_t> count_rows(sql::Connection& connection,
                                       const std::string& table,
                                       const Work& work);

}  // namespace d1mcp::tools
