#include "sql/token_cursor.hpp"

namespace d1mcp::sql {

bool TokenCursor::take(TokenKind kind) {
  const bool is_next = at(kind);
  if (is_next) take();
  return is_next;
}

bool TokenCursor::take(std::string_view word) {
  const bool is_next = at(word);
  if (is_next) take();
  return is_next;
}

std::string TokenCursor::take_name() {
  return is_name(peek().kind) ? unquoted(take()) : std::string();
}

void TokenCursor::skip() {
  if (at(TokenKind::left_parenthesis)) {
    take_parenthesized();
  } else {
    take();
  }
}

std::string_view TokenCursor::take_until(TokenKind stop) {
  const std::size_t first = next_;
  while (!at_end() && !at(stop)) skip();
  return next_ == first ? std::string_view() : stretch(tokens_[first], tokens_[next_ - 1]);
}

std::string_view TokenCursor::take_parenthesized() {
  if (!take(TokenKind::left_parenthesis)) return {};
  const std::size_t first = next_;
  std::size_t depth = 1;
  while (!at_end() && depth > 0) {
    const TokenKind kind = take().kind;
    if (kind == TokenKind::left_parenthesis) ++depth;
    if (kind == TokenKind::right_parenthesis) --depth;
  }
  const bool is_closed = depth == 0;
  const bool is_empty = next_ - first < 2;
  return is_closed && !is_empty ? stretch(tokens_[first], tokens_[next_ - 2]) : std::string_view();
}

std::string_view stretch(const Token& first, const Token& last) {
  const char* begin = first.text.data();
  return {begin, static_cast<std::size_t>(last.text.data() + last.text.size() - begin)};
}

}  // namespace d1mcp::sql
