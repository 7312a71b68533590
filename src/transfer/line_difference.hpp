#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace d1mcp::transfer {

/// A line on which two texts differ. Views of them.
struct LineDifference {
  std::uint32_t number = 0;               ///< From 1.
  std::optional<std::string_view> left;   ///< Without its line end; nothing behind the text's end.
  std::optional<std::string_view> right;  ///< The same.
};

/// The first line that is not the same in both, byte by byte; nothing where the texts are equal but
/// for how their lines end, with LF or CRLF. A text that only lacks the last line end differs in
/// the line behind it.
std::optional<LineDifference> first_different_line(std::string_view left, std::string_view right);

}  // namespace d1mcp::transfer
