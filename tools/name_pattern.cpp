#include "name_pattern.hpp"

#include "core/text.hpp"

namespace d1mcp::tools {
namespace {

// Linear in name × pattern: only the last * is ever tried again.
bool glob(std::string_view name, std::string_view pattern) {
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t star = std::string_view::npos;
  std::size_t retry = 0;
  while (at < name.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = in_pattern++;
      retry = at;
    } else if (in_pattern < pattern.size() &&
               (pattern[in_pattern] == '?' || pattern[in_pattern] == name[at])) {
      ++in_pattern;
      ++at;
    } else if (star != std::string_view::npos) {
      in_pattern = star + 1;
      at = ++retry;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in_pattern) == std::string_view::npos;
}

}  // namespace

bool fits_pattern(std::string_view name, std::string_view pattern) {
  const std::string folded_name = ascii_lower(name);
  const std::string folded_pattern = ascii_lower(pattern);
  if (pattern.find_first_of("*?") != std::string_view::npos)
    return glob(folded_name, folded_pattern);
  return folded_name.find(folded_pattern) != std::string::npos;
}

}  // namespace d1mcp::tools
