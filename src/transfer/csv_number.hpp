#pragma once

#include <optional>
#include <string_view>

#include "sql/value.hpp"

namespace d1mcp::transfer {

/// The INTEGER or REAL that a field of a CSV file without quotes stands for: a decimal number,
/// Infinity or -Infinity, with a plus too. Nothing for any other text.
std::optional<sql::Value> csv_number(std::string_view field);

/// The same of a number that is written as usual, so that nothing goes with its spelling: an
/// integer of 64 bits without a plus or needless zeros in front (a postcode may have them), or a
/// number with a point or exponent, Infinity and -Infinity.
std::optional<sql::Value> plain_csv_number(std::string_view field);

}  // namespace d1mcp::transfer
