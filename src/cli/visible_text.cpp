#include "cli/visible_text.hpp"

#include <array>
#include <cstdio>

#include "core/code_points.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

constexpr std::uint32_t kJoiner = 0x200D;

bool is_control(std::uint32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F);
}

// Format characters that are invisible or reorder what stands around them. The joiners stay:
// scripts and emoji need them.
bool is_treacherous(std::uint32_t code_point) {
  return code_point == 0xAD || code_point == 0x61C || code_point == 0x180E ||
         code_point == 0x200B || code_point == 0x200E || code_point == 0x200F ||
         (code_point >= 0x2028 && code_point <= 0x202E) ||
         (code_point >= 0x2060 && code_point <= 0x206F) || code_point == 0xFEFF ||
         (code_point >= 0xFFF9 && code_point <= 0xFFFB) ||
         (code_point >= 0xE0000 && code_point <= 0xE007F);
}

std::string escaped(std::uint32_t code_point) {
  if (code_point == '\n') return "\\n";
  if (code_point == '\r') return "\\r";
  if (code_point == '\t') return "\\t";
  const int digits = code_point > 0xFFFF ? 8 : code_point > 0xFF ? 4 : 2;
  std::array<char, 16> text{};
  const int size = std::snprintf(text.data(),
                                 text.size(),
                                 "\\%c%0*x",
                                 digits == 8   ? 'U'
                                 : digits == 4 ? 'u'
                                               : 'x',
                                 digits,
                                 code_point);
  return {text.data(), static_cast<std::size_t>(size)};
}

bool is_plain_ascii(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7F) return false;
  }
  return true;
}

// Walks over text and counts columns, knowing what a joiner does to the code point after it.
class Columns {
 public:
  void add(std::uint32_t code_point) {
    if (!joined_) count_ += static_cast<std::size_t>(display_width(code_point));
    joined_ = code_point == kJoiner;
  }

  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  std::size_t count_ = 0;
  bool joined_ = false;
};

// The end of the longest prefix of at most `columns`; what combines with its last character is in.
std::size_t prefix_of_width(std::string_view text, std::size_t columns) {
  Columns walked;
  std::size_t size = 0;
  for (std::string_view rest = text; !rest.empty();) {
    walked.add(take_code_point(rest));
    if (walked.count() > columns) break;
    size = text.size() - rest.size();
  }
  return size;
}

}  // namespace

std::size_t text_width(std::string_view text) {
  if (is_plain_ascii(text)) return text.size();
  Columns columns;
  while (!text.empty()) columns.add(take_code_point(text));
  return columns.count();
}

std::string visible(std::string_view text, Lines lines) {
  if (is_plain_ascii(text)) return std::string(text);
  const std::string well_formed = to_valid_utf8(text);
  std::string result;
  result.reserve(well_formed.size());
  for (std::string_view rest = well_formed; !rest.empty();) {
    const std::string_view before = rest;
    const std::uint32_t code_point = take_code_point(rest);
    const bool kept = lines == Lines::keep && (code_point == '\n' || code_point == '\t');
    if (!kept && (is_control(code_point) || is_treacherous(code_point))) {
      result += escaped(code_point);
    } else {
      result += before.substr(0, before.size() - rest.size());
    }
  }
  return result;
}

std::string cut_to_width(std::string_view text, std::size_t columns, const Style& style) {
  if (prefix_of_width(text, columns) == text.size()) return std::string(text);
  const std::string_view sign = ellipsis(style);
  const std::size_t sign_width = text_width(sign);
  if (columns < sign_width) return std::string(columns, '.');
  std::string cut(text.substr(0, prefix_of_width(text, columns - sign_width)));
  cut += sign;
  return cut;
}

}  // namespace d1mcp::cli
