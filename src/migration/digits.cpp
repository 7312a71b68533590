#include "migration/digits.hpp"

#include <cstddef>

namespace d1mcp::migration {

std::string one_higher(std::string text) {
  for (std::size_t at = text.size(); at-- > 0;) {
    char& digit = text[at];
    if (digit < '0' || digit > '9') continue;
    if (digit != '9') {
      ++digit;
      return text;
    }
    digit = '0';
  }
  return "1" + text;
}

}  // namespace d1mcp::migration
