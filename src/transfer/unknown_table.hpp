#pragma once

#include <span>
#include <string_view>

#include "core/error.hpp"
#include "sql/schema.hpp"

namespace d1mcp::transfer {

/// The error for a name that no table or view has, with the nearest names in the hint.
Error unknown_table(std::string_view wanted, std::span<const sql::TableSummary> tables);

}  // namespace d1mcp::transfer
