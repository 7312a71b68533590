#include "core/utf16.hpp"

#include <cstdint>

#include "core/text.hpp"

namespace d1mcp {
namespace {

// Takes the first code point off `text`, which is well-formed UTF-8 and not empty.
std::uint32_t take_code_point(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint32_t code_point = size == 1 ? lead : lead & (0x7FU >> size);
  for (const char c : text.substr(1, size - 1)) {
    code_point = (code_point << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
  }
  text.remove_prefix(size);
  return code_point;
}

}  // namespace

std::u16string to_utf16(std::string_view text) {
  const std::string well_formed = to_valid_utf8(text);
  std::u16string units;
  units.reserve(well_formed.size());
  for (std::string_view rest = well_formed; !rest.empty();) {
    std::uint32_t code_point = take_code_point(rest);
    if (code_point >= 0x10000) {
      code_point -= 0x10000;
      units += static_cast<char16_t>(0xD800 + (code_point >> 10U));
      code_point = 0xDC00 + (code_point & 0x3FFU);
    }
    units += static_cast<char16_t>(code_point);
  }
  return units;
}

}  // namespace d1mcp
