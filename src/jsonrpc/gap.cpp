#include "jsonrpc/gap.hpp"

namespace d1mcp::jsonrpc {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The place of the closing quote; the end of the text where there is none.
std::size_t end_of_string(std::string_view text, std::size_t start) {
  for (std::size_t at = start + 1; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at;
    }
  }
  return text.size();
}

}  // namespace

bool has_gap_beyond(std::size_t most, std::string_view text) {
  if (text.size() <= most) return false;
  std::size_t gap = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') {
      at = end_of_string(text, at);
      gap = 0;
    } else if (is_digit(text[at])) {
      gap = 0;
    } else if (++gap > most) {
      return true;
    }
  }
  return false;
}

}  // namespace d1mcp::jsonrpc
