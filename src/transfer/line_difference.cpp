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
  return all.substr(0, end);
}

}  // namespace

std::optional<LineDifference> first_different_line(std::string_view left, std::string_view right) {
  if (left == right) return std::nullopt;
  std::optional<std::string_view> rest_of_left = left;
  std::optional<std::string_view> rest_of_right = right;
  for (std::uint32_t number = 1;; ++number) {
    const auto left_line = take_line(rest_of_left);
    const auto right_line = take_line(rest_of_right);
    if (left_line != right_line) {
      return LineDifference{.number = number, .left = left_line, .right = right_line};
    }
  }
}

}  // namespace d1mcp::transfer
