#include "d1/migration_order.hpp"

#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "core/utf16.hpp"

namespace d1mcp::d1 {
namespace {

// ECMAScript WhiteSpace and LineTerminator, which parseInt skips.
bool is_javascript_space(char16_t unit) {
  constexpr std::u16string_view kSpaces =
      u"\t\n\v\f\r \u00A0\u1680\u2028\u2029\u202F\u205F\u3000\uFEFF";
  return kSpaces.find(unit) != std::u16string_view::npos || (unit >= 0x2000 && unit <= 0x200A);
}

// parseInt(text, 10): NaN when there is no digit where one has to be.
double parse_int(std::u16string_view text) {
  while (!text.empty() && is_javascript_space(text.front())) text.remove_prefix(1);
  const bool negative = text.starts_with(u'-');
  if (negative || text.starts_with(u'+')) text.remove_prefix(1);
  std::string digits;
  for (const char16_t unit : text) {
    if (unit < u'0' || unit > u'9') break;
    digits += static_cast<char>(unit);
  }
  if (digits.empty()) return std::numeric_limits<double>::quiet_NaN();
  double number = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failure == std::errc::result_out_of_range) return std::numeric_limits<double>::infinity();
  return negative ? -number : number;
}

std::weak_ordering compare_segments(std::u16string_view left, std::u16string_view right) {
  const double left_number = parse_int(left.substr(0, left.find(u'_')));
  const double right_number = parse_int(right.substr(0, right.find(u'_')));
  const bool left_numbered = std::isfinite(left_number);
  const bool right_numbered = std::isfinite(right_number);
  if (left_numbered != right_numbered) {
    return left_numbered ? std::weak_ordering::less : std::weak_ordering::greater;
  }
  if (left_numbered && left_number < right_number) return std::weak_ordering::less;
  if (left_numbered && left_number > right_number) return std::weak_ordering::greater;
  const int order = left.compare(right);
  return order <=> 0;
}

// Takes the first path segment and its slash off `path`; `more` is false after the last one.
std::u16string_view take_segment(std::u16string_view& path, bool& more) {
  const std::size_t slash = path.find(u'/');
  more = slash != std::u16string_view::npos;
  const std::u16string_view segment = path.substr(0, slash);
  path.remove_prefix(more ? slash + 1 : path.size());
  return segment;
}

}  // namespace

std::weak_ordering compare_migration_names(std::string_view left, std::string_view right) {
  const std::u16string left_units = to_utf16(left);
  const std::u16string right_units = to_utf16(right);
  std::u16string_view left_rest = left_units;
  std::u16string_view right_rest = right_units;
  bool left_more = true;
  bool right_more = true;
  while (left_more && right_more) {
    const std::u16string_view left_segment = take_segment(left_rest, left_more);
    const std::u16string_view right_segment = take_segment(right_rest, right_more);
    const std::weak_ordering order = compare_segments(left_segment, right_segment);
    if (order != 0) return order;
  }
  return left_more <=> right_more;
}

}  // namespace d1mcp::d1
