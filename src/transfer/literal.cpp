#include "transfer/literal.hpp"

#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "transfer/hexadecimal.hpp"
#include "transfer/unistr.hpp"

namespace d1mcp::transfer {
namespace {

using sql::Token;
using sql::TokenKind;

Literal exactly(sql::Value value) {
  return {.value = std::move(value)};
}

std::optional<std::int64_t> integer_of(std::string_view digits) {
  std::int64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, failure] = std::from_chars(digits.data(), end, number);
  if (failure != std::errc{} || stop != end) return std::nullopt;
  return number;
}

// An integer of more than 64 bits is REAL.
std::optional<Literal> number_of(const Token& token, bool is_negative) {
  std::string digits(is_negative ? "-" : "");
  digits += token.text;
  if (const auto number = integer_of(digits)) return exactly(*number);
  if (digits.find_first_of("_xX") != std::string::npos) return std::nullopt;
  return Literal{.value = std::move(digits), .is_decimal = true};
}

std::optional<Literal> take_number(TokenReader& tokens) {
  const bool is_negative = tokens.peek().text == "-";
  if (is_negative) tokens.take();
  const Token token = tokens.take();
  if (token.kind == TokenKind::integer || token.kind == TokenKind::real) {
    return number_of(token, is_negative);
  }
  if (!sql::is_word(token, "Infinity")) return std::nullopt;
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  return exactly(is_negative ? -kInfinity : kInfinity);
}

// The bytes of X'00ff'.
std::string bytes_of(const Token& blob) {
  return from_hexadecimal(blob.text.substr(2, blob.text.size() - 3)).value_or(std::string());
}

// What is left of CAST(X'…' AS TEXT) after its first word.
std::optional<Literal> take_cast(TokenReader& tokens) {
  if (!tokens.take(TokenKind::left_parenthesis)) return std::nullopt;
  const Token blob = tokens.take();
  const bool fits = blob.kind == TokenKind::blob && tokens.take("AS") && tokens.take("TEXT") &&
                    tokens.take(TokenKind::right_parenthesis);
  return fits ? std::optional(exactly(bytes_of(blob))) : std::nullopt;
}

// What is left of unistr('…').
std::optional<Literal> take_unistr(TokenReader& tokens) {
  if (!tokens.take(TokenKind::left_parenthesis)) return std::nullopt;
  const Token text = tokens.take();
  if (text.kind != TokenKind::string || !tokens.take(TokenKind::right_parenthesis)) {
    return std::nullopt;
  }
  auto value = unistr(sql::unquoted(text));
  return value ? std::optional(exactly(std::move(*value))) : std::nullopt;
}

// char(10), or another byte of ASCII.
std::optional<char> take_character(TokenReader& tokens) {
  if (!tokens.take("char") || !tokens.take(TokenKind::left_parenthesis)) return std::nullopt;
  const auto code = integer_of(tokens.take().text);
  if (!tokens.take(TokenKind::right_parenthesis)) return std::nullopt;
  if (!code || *code < 1 || *code > 127) return std::nullopt;
  return static_cast<char>(*code);
}

std::string replaced(std::string_view text, std::string_view pattern, char by) {
  std::string result;
  for (auto at = text.find(pattern); at != std::string_view::npos; at = text.find(pattern)) {
    result.append(text, 0, at);
    result += by;
    text.remove_prefix(at + pattern.size());
  }
  return result.append(text);
}

// What is left of replace(TEXT, '\n', char(10)); one may hold another.
std::optional<Literal> take_replace(TokenReader& tokens) {
  if (!tokens.take(TokenKind::left_parenthesis)) return std::nullopt;
  const auto subject = take_literal(tokens);
  const auto* const text = subject ? std::get_if<std::string>(&subject->value) : nullptr;
  if (text == nullptr || subject->is_decimal || !tokens.take(TokenKind::comma)) return std::nullopt;
  const Token quoted = tokens.take();
  if (quoted.kind != TokenKind::string || !tokens.take(TokenKind::comma)) return std::nullopt;
  const std::string pattern = sql::unquoted(quoted);
  const auto by = take_character(tokens);
  if (!by || pattern.empty() || !tokens.take(TokenKind::right_parenthesis)) return std::nullopt;
  return Literal{.value = replaced(*text, pattern, *by), .is_replaced = true};
}

std::optional<Literal> take_word(TokenReader& tokens) {
  if (tokens.take("NULL")) return Literal();
  if (tokens.take("CAST")) return take_cast(tokens);
  if (tokens.take("replace")) return take_replace(tokens);
  if (tokens.take("unistr")) return take_unistr(tokens);
  if (tokens.take("TRUE")) return exactly(std::int64_t{1});
  if (tokens.take("FALSE")) return exactly(std::int64_t{0});
  return take_number(tokens);
}

}  // namespace

std::optional<Literal> take_literal(TokenReader& tokens) {
  switch (tokens.peek().kind) {
    case TokenKind::string: return exactly(sql::unquoted(tokens.take()));
    case TokenKind::blob: return exactly(sql::Blob{bytes_of(tokens.take())});
    case TokenKind::word: return take_word(tokens);
    default: return take_number(tokens);
  }
}

}  // namespace d1mcp::transfer
