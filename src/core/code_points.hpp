#pragma once

#include <cstdint>
#include <string_view>

namespace d1mcp {

/// Takes the first code point off `text`, which must be valid UTF-8 (`is_valid_utf8`) and not
/// empty.
inline std::uint32_t take_code_point(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t code_point = size == 1 ? lead : lead & (0x7FU >> size);
  for (const char c : text.substr(1, size - 1)) {
    code_point = (code_point << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
  }
  text.remove_prefix(size);
  return code_point;
}

}  // namespace d1mcp
