#include "offers/evidence.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace d1mcp::offers {
namespace {

constexpr std::size_t kShortestFence = 3;

std::size_t longest_run_of_backticks(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

// Names of tables and files can hold line ends, and could pretend to end a block that way.
std::string on_one_line(std::string_view text) {
  std::string line = to_valid_utf8(text);
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\r' || c == '`'; }, ' ');
  return line;
}

}  // namespace

std::string evidence(std::string_view heading,
                     std::string_view language,
                     std::string_view text,
                     std::size_t most_bytes) {
  const std::string valid = to_valid_utf8(text);
  const std::string_view shown = utf8_prefix(valid, most_bytes);
  const std::string fence(std::max(kShortestFence, longest_run_of_backticks(shown) + 1), '`');
  std::string block = "\n" + on_one_line(heading) + ":\n" + fence + std::string(language) + "\n" +
                      std::string(shown);
  if (!shown.ends_with('\n')) block += '\n';
  block += fence + "\n";
  if (shown.size() < valid.size()) {
    block += "(cut here: " + human_bytes(valid.size() - shown.size()) + " more)\n";
  }
  return block;
}

}  // namespace d1mcp::offers
