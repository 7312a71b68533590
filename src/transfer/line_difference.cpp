#include "transfer/line_difference.hpp"

namespace d1mcp::transfer {
namespace {

// Takes a line off the text, and the line end behind it.
std::optional<std::string_view> take_line(std::optional<std::string_view>& text) {
  if (!text) return std::nullopt;
  const std::string_view all = *text;
  const std::size_t end = all.find('\n');
  if (end == std::string_view::npos) {
    text = std::nullopt;
    return all;
  }
  text = all.substr(end + 1);
  const bool has_return = end > 0 && all[end - 1] == '\r';
  return all.substr(0, has_return ? end - 1 : end);
}

}  // namespace

std::optional<LineDifference> first_different_line(std::string_view left, std::string_view right) {
  std::optional<std::string_view> rest_of_left = left;
  std::optional<std::string_view> rest_of_right = right;
  for (std::uint32_t number = 1;; ++number) {
    const auto left_line = take_line(rest_of_left);
    const auto right_line = take_line(rest_of_right);
    if (left_line != right_line) {
      return LineDifference{.number = number, .left = left_line, .right = right_line};
    }
    if (!left_line) return std::nullopt;
  }
}

}  // namespace d1mcp::transfer
