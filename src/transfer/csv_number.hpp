#pragma once

#include <optional>
#include <string_view>

#include "sql/value.hpp"

namespace d1mcp::transfer {

/// The INTEGER or REAL that a field of a CSV file without quotes stands for: a decimal number,
/// Infinity or -Infinity. Nothing for any other text.
std::optional<sql::Value> csv_number(std::string_view field);

}  // namespace d1mcp::transfer
