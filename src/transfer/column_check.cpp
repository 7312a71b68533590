#include "transfer/column_check.hpp"

#include <algorithm>
#include <charconv>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include "core/text.hpp"
#include "sql/token_cursor.hpp"
#include "transfer/literal.hpp"
#include "transfer/token_reader.hpp"

namespace d1mcp::transfer {
namespace {

using sql::Token;
using sql::TokenKind;
using Tokens = std::span<const Token>;
using Values = std::vector<sql::Value>;

/// What a condition without AND and OR lets a column have; nothing where it does not say.
using Term = std::optional<Values> (*)(std::string_view term, std::string_view column);

// How much deeper than `depth` it is behind `token`.
int depth_after(const Token& token, int depth) {
  if (token.kind == TokenKind::left_parenthesis) return depth + 1;
  return token.kind == TokenKind::right_parenthesis ? depth - 1 : depth;
}

// Whether one pair of parentheses holds everything.
bool is_enclosed(Tokens tokens) {
  if (tokens.empty() || tokens.front().kind != TokenKind::left_parenthesis) return false;
  int depth = 0;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    depth = depth_after(tokens[at], depth);
    if (depth == 0) return at + 1 == tokens.size();
  }
  return false;
}

Tokens without_parentheses(Tokens tokens) {
  while (is_enclosed(tokens)) tokens = tokens.subspan(1, tokens.size() - 2);
  return tokens;
}

// The parts between `word`s outside parentheses. The AND of BETWEEN is none; within CASE, words of
// both kinds belong to its branches, and it stays whole.
std::vector<Tokens> split_at(Tokens tokens, std::string_view word) {
  std::vector<Tokens> parts;
  std::size_t begin = 0;
  int depth = 0;
  bool is_between = false;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    depth = depth_after(tokens[at], depth);
    if (depth > 0) continue;
    if (sql::is_word(tokens[at], "CASE")) return {tokens};
    if (sql::is_word(tokens[at], "BETWEEN")) is_between = true;
    if (!sql::is_word(tokens[at], word)) continue;
    if (word == "AND" && std::exchange(is_between, false)) continue;
    parts.push_back(tokens.subspan(begin, at - begin));
    begin = at + 1;
  }
  parts.push_back(tokens.subspan(begin));
  return parts;
}

std::optional<Values> allowed_by(Tokens tokens, std::string_view column, Term term);

// One of the parts holds, and any may be the one.
std::optional<Values> allowed_by_any(const std::vector<Tokens>& parts,
                                     std::string_view column,
                                     Term term) {
  Values all;
  for (const Tokens part : parts) {
    auto values = allowed_by(part, column, term);
    if (!values) return std::nullopt;
    std::ranges::move(*values, std::back_inserter(all));
  }
  return all;
}

// All parts hold: one that says what is allowed is enough.
std::optional<Values> allowed_by_all(const std::vector<Tokens>& parts,
                                     std::string_view column,
                                     Term term) {
  for (const Tokens part : parts) {
    if (auto values = allowed_by(part, column, term)) return values;
  }
  return std::nullopt;
}

std::optional<Values> allowed_by(Tokens tokens, std::string_view column, Term term) {
  tokens = without_parentheses(tokens);
  if (tokens.empty()) return std::nullopt;
  const auto alternatives = split_at(tokens, "OR");
  if (alternatives.size() > 1) return allowed_by_any(alternatives, column, term);
  const auto conditions = split_at(tokens, "AND");
  if (conditions.size() > 1) return allowed_by_all(conditions, column, term);
  return term(sql::stretch(tokens.front(), tokens.back()), column);
}

bool take_column(TokenReader& tokens, std::string_view column) {
  const TokenKind kind = tokens.peek().kind;
  const bool is_name = kind == TokenKind::word || kind == TokenKind::quoted_name;
  return is_name && equal_names(tokens.take_name(), column);
}

bool take_equals(TokenReader& tokens) {
  const bool is_next = tokens.peek().text == "=" || tokens.peek().text == "==";
  if (is_next) tokens.take();
  return is_next;
}

bool take_value(TokenReader& tokens, Values& values) {
  auto literal = take_literal(tokens);
  if (!literal || std::holds_alternative<std::monostate>(literal->value)) return false;
  if (literal->is_decimal) {
    const auto& digits = std::get<std::string>(literal->value);
    double number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    literal->value = number;
  }
  values.push_back(std::move(literal->value));
  return true;
}

bool take_list(TokenReader& tokens, Values& values) {
  if (!tokens.take(TokenKind::left_parenthesis)) return false;
  do {
    if (!take_value(tokens, values)) return false;
  } while (tokens.take(TokenKind::comma));
  return tokens.take(TokenKind::right_parenthesis);
}

// What follows the column. `= NULL` is never false and so says nothing.
bool take_right_side(TokenReader& tokens, Values& values) {
  if (tokens.take("IN")) return take_list(tokens, values);
  if (tokens.take("ISNULL")) return true;
  if (tokens.take("IS")) return tokens.take("NULL") || take_value(tokens, values);
  return take_equals(tokens) && take_value(tokens, values);
}

std::optional<Values> values_of_term(std::string_view term, std::string_view column) {
  TokenReader tokens(term);
  Values values;
  const bool fits =
      take_column(tokens, column) && take_right_side(tokens, values) && tokens.at_end();
  return fits ? std::optional(std::move(values)) : std::nullopt;
}

bool is_json_valid(std::string_view term, std::string_view column) {
  TokenReader tokens(term);
  Values truth;
  if (!tokens.take("json_valid") || !tokens.take(TokenKind::left_parenthesis)) return false;
  if (!take_column(tokens, column) || !tokens.take(TokenKind::right_parenthesis)) return false;
  if ((take_equals(tokens) || tokens.take("IS")) && !take_value(tokens, truth)) return false;
  return tokens.at_end() && (truth.empty() || truth.front() == sql::Value(std::int64_t{1}));
}

bool is_null(std::string_view term, std::string_view column) {
  const auto values = values_of_term(term, column);
  return values && values->empty();
}

// There is no list of values: an empty one says that the term demands JSON.
std::optional<Values> json_of_term(std::string_view term, std::string_view column) {
  const bool fits = is_json_valid(term, column) || is_null(term, column);
  return fits ? std::optional(Values()) : std::nullopt;
}

}  // namespace

std::optional<std::vector<sql::Value>> allowed_values(std::string_view expression,
                                                      std::string_view column) {
  auto values = allowed_by(sql::solid_tokens(expression), column, values_of_term);
  return values && !values->empty() ? values : std::nullopt;
}

bool demands_json(std::string_view expression, std::string_view column) {
  return allowed_by(sql::solid_tokens(expression), column, json_of_term).has_value();
}

}  // namespace d1mcp::transfer
