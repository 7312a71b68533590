#include "transfer/type_names.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string_view>

#include "core/code_points.hpp"
#include "core/text.hpp"

namespace d1mcp::transfer {
namespace {

struct Range {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// Stretches of letters only, all of which may begin a name (Unicode's ID_Start): Latin, Greek and
// Cyrillic, kana, Chinese characters, Hangul.
constexpr std::array<Range, 9> kLetters = {{{0xC0, 0xD6},
                                            {0xD8, 0xF6},
                                            {0xF8, 0x2C1},
                                            {0x3A3, 0x3F5},
                                            {0x400, 0x481},
                                            {0x3041, 0x3096},
                                            {0x30A1, 0x30FA},
                                            {0x4E00, 0x9FEF},
                                            {0xAC00, 0xD7A3}}};

bool is_letter(std::uint32_t code_point) {
  return std::ranges::any_of(kLetters, [&](const Range& range) {
    return code_point >= range.first && code_point <= range.last;
  });
}

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

char to_upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

// Words begin with a capital; a name in capitals only is taken for one in small letters.
std::string in_pascal_case(const std::string& name) {
  const std::string text = std::ranges::any_of(name, is_lower) ? name : ascii_lower(name);
  std::string type;
  bool begins_word = true;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view here = rest;
    const std::uint32_t code_point = take_code_point(rest);
    const char c = here.front();
    const bool is_ascii = is_lower(c) || is_upper(c) || is_digit(c);
    const bool stays = is_ascii || is_letter(code_point);
    if (stays && begins_word && is_ascii) {
      type += to_upper(c);
    } else if (stays) {
      type += here.substr(0, here.size() - rest.size());
    }
    begins_word = !stays || is_digit(c);
  }
  if (type.empty()) return "Table";
  return is_digit(type.front()) ? "T" + type : type;
}

}  // namespace

std::map<std::string, std::string> type_names(std::span<const sql::TableSummary> tables) {
  std::set<std::string> taken = {"ArrayBuffer", "ArrayBufferView", "D1BlobInput", "JsonText"};
  std::map<std::string, std::string> names;
  for (const sql::TableSummary& table : tables) {
    const std::string wanted = in_pascal_case(to_valid_utf8(table.name));
    std::string name = wanted;
    for (int number = 2; taken.contains(name) || taken.contains(name + "Insert"); ++number) {
      name = wanted + std::to_string(number);
    }
    taken.insert({name, name + "Insert"});
    names.emplace(table.name, std::move(name));
  }
  return names;
}

}  // namespace d1mcp::transfer
