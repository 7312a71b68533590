#include "d1/pragmas.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "core/text.hpp"
#include "d1/names.hpp"

namespace d1mcp::d1 {
namespace {

enum class ArgumentRule {
  anything,
  none,
  optional_boolean,
  optional_integer,
  optional_name,
  required_name,
};

struct Rule {
  std::string_view name;
  ArgumentRule rule;
};

// ALLOWED_PRAGMAS and SQLITE_PRAGMA of workerd src/workerd/util/sqlite.c++ (6552d999, 2026-08-22);
// all pragmas were also tried against workerd 1.20261117.1.
constexpr auto kRules = std::to_array<Rule>({
    {"case_sensitive_like", ArgumentRule::optional_boolean},
    {"data_version", ArgumentRule::none},
    {"defer_foreign_keys", ArgumentRule::optional_boolean},
    {"foreign_key_check", ArgumentRule::optional_name},
    {"foreign_key_list", ArgumentRule::required_name},
    {"foreign_keys", ArgumentRule::optional_boolean},
    {"ignore_check_constraints", ArgumentRule::optional_boolean},
    {"index_info", ArgumentRule::required_name},
    {"index_list", ArgumentRule::required_name},
    {"index_xinfo", ArgumentRule::required_name},
    {"legacy_alter_table", ArgumentRule::optional_boolean},
    {"optimize", ArgumentRule::optional_integer},
    {"page_size", ArgumentRule::none},
    // A number of errors or a table; a number is no reserved name, so one rule serves both.
    {"quick_check", ArgumentRule::optional_name},
    {"recursive_triggers", ArgumentRule::optional_boolean},
    {"reverse_unordered_selects", ArgumentRule::optional_boolean},
    {"table_info", ArgumentRule::required_name},
    {"table_list", ArgumentRule::anything},
    {"table_xinfo", ArgumentRule::required_name},
});

// workerd compares only as many characters as the word has: "onwards" passes for "on".
bool is_boolean(std::string_view text) {
  constexpr auto kWords =
      std::to_array<std::string_view>({"true", "false", "yes", "no", "on", "off", "1", "0"});
  return std::ranges::any_of(kWords, [&](std::string_view word) {
    return equal_names(text.substr(0, word.size()), word);
  });
}

// A 32-bit integer as kj::StringPtr::tryParseAs reads it: leading white space, a sign, decimal or
// 0x hexadecimal digits.
bool is_integer(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\n\v\f\r"), text.size()));
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const bool hexadecimal = text.starts_with("0x") || text.starts_with("0X");
  if (hexadecimal) text.remove_prefix(2);
  std::int64_t magnitude = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, magnitude, hexadecimal ? 16 : 10);
  if (failure != std::errc{} || stop != end || magnitude < 0) return false;
  return magnitude <= (negative ? std::int64_t{1} << 31 : (std::int64_t{1} << 31) - 1);
}

bool accepts(ArgumentRule rule, std::string_view argument) {
  switch (rule) {
    case ArgumentRule::anything: return true;
    case ArgumentRule::none: return false;
    case ArgumentRule::optional_boolean: return is_boolean(argument);
    case ArgumentRule::optional_integer: return is_integer(argument);
    case ArgumentRule::optional_name:
    case ArgumentRule::required_name: return !is_reserved_name(argument);
  }
  return false;
}

}  // namespace

PragmaVerdict judge_pragma(std::string_view name, std::optional<std::string_view> argument) {
  const auto* const found =
      std::ranges::find_if(kRules, [&](const Rule& rule) { return equal_names(rule.name, name); });
  if (found == kRules.end()) return PragmaVerdict::unknown_pragma;
  if (!argument) {
    return found->rule == ArgumentRule::required_name ? PragmaVerdict::argument_missing
                                                      : PragmaVerdict::allowed;
  }
  return accepts(found->rule, *argument) ? PragmaVerdict::allowed : PragmaVerdict::argument_refused;
}

}  // namespace d1mcp::d1
