#pragma once

#include <string>
#include <string_view>

namespace d1mcp {

/// `text` as JavaScript holds it: UTF-16 code units, each maximal ill-formed sequence of bytes
/// replaced by U+FFFD. For what has to agree with a JavaScript program: order, length, patterns.
std::u16string to_utf16(std::string_view text);

}  // namespace d1mcp
