#include "sql/foreign_keys_pragma.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/text.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::sql {
namespace {

bool is_pragma(std::string_view statement) {
  return TokenCursor(statement).take("PRAGMA");
}

// What sqlite3GetBoolean() makes of it: numbers by their value, a few words, no for all others.
bool is_true(std::string_view argument) {
  if (argument.starts_with('+')) argument.remove_prefix(1);
  if (!argument.empty() && argument.front() >= '0' && argument.front() <= '9') {
    const std::size_t end = std::min(argument.size(), argument.find_first_not_of("0123456789"));
    return argument.substr(0, end).find_first_not_of('0') != std::string_view::npos;
  }
  constexpr std::array kWords = {"on", "yes", "true"};
  return std::ranges::any_of(kWords, [&](const char* word) { return equal_names(argument, word); });
}

}  // namespace

std::optional<bool> foreign_keys_setting(std::string_view statement) {
  TokenCursor cursor(statement);
  if (!cursor.take("PRAGMA")) return std::nullopt;
  std::string name = cursor.take_name();
  if (cursor.take(TokenKind::dot)) name = cursor.take_name();
  if (!equal_names(name, "foreign_keys")) return std::nullopt;
  if (!cursor.take(TokenKind::left_parenthesis) && cursor.take().text != "=") return std::nullopt;
  std::string argument;
  if (cursor.peek().text == "+" || cursor.peek().text == "-") argument = cursor.take().text;
  argument += unquoted(cursor.take());
  return is_true(argument);
}

bool begins_with_foreign_keys_off(const std::vector<std::string_view>& statements) {
  bool enforced = true;
  for (const std::string_view statement : statements) {
    if (!is_pragma(statement)) break;
    enforced = foreign_keys_setting(statement).value_or(enforced);
  }
  return !enforced;
}

std::vector<std::string_view> texts_of(const std::vector<Statement>& statements) {
  std::vector<std::string_view> texts;
  texts.reserve(statements.size());
  for (const Statement& statement : statements) texts.emplace_back(statement.text);
  return texts;
}

}  // namespace d1mcp::sql
