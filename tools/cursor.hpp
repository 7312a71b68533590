#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace d1mcp::tools {

/// An opaque cursor for the rows from `offset` on of the listing that `subject` stands for (the
/// database, the statement, its parameters …).
std::string make_cursor(std::uint64_t offset, std::string_view subject);

/// The offset in `cursor`; 0 for an empty one. A cursor that was not made by make_cursor, or for
/// another subject, is `invalid_argument`.
Result<std::uint64_t> read_cursor(std::string_view cursor, std::string_view subject);

}  // namespace d1mcp::tools
