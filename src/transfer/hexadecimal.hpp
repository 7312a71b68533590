#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace d1mcp::transfer {

/// The bytes that pairs of hexadecimal digits stand for; nothing for anything else.
std::optional<std::string> from_hexadecimal(std::string_view digits);

}  // namespace d1mcp::transfer
