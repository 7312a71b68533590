#include "transfer/unistr.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "sql/tokenizer.hpp"
#include "transfer/sql_literal.hpp"
#include "transfer/utf8.hpp"

namespace d1mcp::transfer {
namespace {

using sql::Token;
using sql::TokenKind;

/// An escape sequence behind its backslash: its prefix and how many hexadecimal digits follow.
struct Escape {
  std::string_view prefix;
  std::size_t digits;
};

// The last one, which has no prefix, is tried last.
constexpr std::array<Escape, 4> kEscapes = {{{"u", 4}, {"U", 8}, {"+", 6}, {"", 4}}};

// Takes an escape sequence off the front of `rest`, which stands behind a backslash.
bool take_escape(std::string_view& rest, std::string& out) {
  if (rest.starts_with('\\')) {
    out += '\\';
    rest.remove_prefix(1);
    return true;
  }
  const auto* const escape = std::ranges::find_if(
      kEscapes, [&](const Escape& candidate) { return rest.starts_with(candidate.prefix); });
  const std::string_view digits = rest.substr(escape->prefix.size(), escape->digits);
  std::uint32_t code = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
  const bool complete =
      digits.size() == escape->digits && parsed.ptr == digits.data() + digits.size();
  if (!complete || code > 0x10FFFF) return false;
  append_utf8(out, code);
  rest.remove_prefix(escape->prefix.size() + escape->digits);
  return true;
}

/// A call at the front of a text: how long it is and what it gives.
struct Call {
  std::size_t size = 0;
  std::string value;
};

std::optional<Call> read_call(std::string_view sql) {
  sql::TokenStream tokens(sql);
  if (!is_word(tokens.next(), "unistr")) return std::nullopt;
  if (tokens.next_solid().kind != TokenKind::left_parenthesis) return std::nullopt;
  const Token text = tokens.next_solid();
  const Token closing = tokens.next_solid();
  if (text.kind != TokenKind::string || closing.kind != TokenKind::right_parenthesis) {
    return std::nullopt;
  }
  auto value = unistr(sql::unquoted(text));
  if (!value) return std::nullopt;
  const auto size = static_cast<std::size_t>(closing.text.data() + 1 - sql.data());
  return Call{.size = size, .value = std::move(*value)};
}

}  // namespace

std::optional<std::string> unistr(std::string_view text) {
  std::string decoded;
  while (true) {
    const std::size_t backslash = text.find('\\');
    decoded += text.substr(0, backslash);
    if (backslash == std::string_view::npos) return decoded;
    text.remove_prefix(backslash + 1);
    if (!take_escape(text, decoded)) return std::nullopt;
  }
}

std::optional<std::string> without_unistr(std::string_view sql) {
  if (sql.find("unistr(") == std::string_view::npos) return std::nullopt;
  std::string rewritten;
  bool changed = false;
  while (!sql.empty()) {
    const Token token = sql::first_token(sql);
    std::size_t size = token.text.size();
    const auto call = token.kind == TokenKind::word ? read_call(sql) : std::nullopt;
    if (call) {
      append_literal(rewritten, sql::Cell::text(call->value));
      size = call->size;
      changed = true;
    } else {
      rewritten += token.text;
    }
    sql.remove_prefix(size);
  }
  if (!changed) return std::nullopt;
  return rewritten;
}

}  // namespace d1mcp::transfer
