#pragma once

#include <string>

namespace d1mcp::transfer {

/// The most bytes `append_real_literal` adds.
inline constexpr std::size_t kLongestRealLiteral = 80;

/// Appends a constant SQL expression whose value is exactly `number` and REAL in every SQLite, not
/// only in those that convert decimals correctly.
///
/// Up to 3.42 SQLite rounds a decimal in extended precision and therefore reads a few of the
/// shortest decimals ("0.1" is one of many that are safe) as the neighbour of the number they stand
/// for. So the shortest decimal is written where it is far enough from the middle between two
/// numbers, 17 digits where it is not, and a quotient of exact numbers below 1e-290, where even 17
/// digits are not read exactly. Infinity is 9e999. NaN, which SQLite cannot store, is NULL.
void append_real_literal(std::string& out, double number);

}  // namespace d1mcp::transfer
