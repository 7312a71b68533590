#include "sql/meaning.hpp"

#include <algorithm>
#include <array>

#include "core/encoding.hpp"
#include "core/text.hpp"
#include "sql/quoting.hpp"
#include "sql/splitter.hpp"

namespace d1mcp::sql {
namespace {

// Without quotes these are values: DEFAULT "current_timestamp" is another default.
constexpr auto kValueWords = std::to_array<std::string_view>(
    {"null", "true", "false", "current_time", "current_date", "current_timestamp"});

bool needs_quotes(const std::string& name) {
  const Token token = first_token(name);
  return token.kind != TokenKind::word || token.text.size() != name.size() ||
         std::ranges::find(kValueWords, ascii_lower(name)) != kValueWords.end();
}

std::string spelling_of(const Token& token) {
  switch (token.kind) {
    case TokenKind::quoted_name: {
      const std::string name = unquoted(token);
      return needs_quotes(name) ? quote_identifier(name) : ascii_lower(name);
    }
    case TokenKind::word:
    case TokenKind::integer:
    case TokenKind::real:
    case TokenKind::blob: return ascii_lower(token.text);
    case TokenKind::white_space:
    case TokenKind::line_comment:
    case TokenKind::block_comment:
    case TokenKind::semicolon:
    case TokenKind::comma:
    case TokenKind::dot:
    case TokenKind::left_parenthesis:
    case TokenKind::right_parenthesis:
    case TokenKind::symbol:
    case TokenKind::string:
    case TokenKind::variable:
    case TokenKind::illegal:
    case TokenKind::unterminated_string:
    case TokenKind::unterminated_name:
    case TokenKind::unterminated_blob:
    case TokenKind::unterminated_comment:
    case TokenKind::end_of_text: break;
  }
  return std::string(token.text);
}

std::string_view written(const std::optional<MeaningReader::Piece>& piece) {
  return piece ? piece->written : std::string_view();
}

Position position_of(std::string_view text, const std::optional<MeaningReader::Piece>& piece) {
  const Statement whole{.text = std::string(text), .start = {}, .number = 1};
  const auto offset = piece ? piece->written.data() - text.data() : std::ptrdiff_t{0};
  return position_in_script(whole, piece ? static_cast<std::size_t>(offset) : text.size());
}

}  // namespace

std::optional<MeaningReader::Piece> MeaningReader::next() {
  const Token first = held_.kind == TokenKind::end_of_text ? tokens_.next_solid() : held_;
  held_ = {};
  Token token = first;
  while (token.kind == TokenKind::semicolon) token = tokens_.next_solid();
  if (token.kind == TokenKind::end_of_text) return std::nullopt;
  if (began_ && first.kind == TokenKind::semicolon) {
    held_ = token;
    return Piece{.written = first.text, .meaning = ";"};
  }
  began_ = true;
  return Piece{.written = token.text, .meaning = spelling_of(token)};
}

std::string meaning_of(std::string_view sql) {
  std::string meaning;
  MeaningReader reader(sql);
  while (const auto piece = reader.next()) {
    meaning += piece->meaning;
    meaning += '\0';
  }
  return meaning;
}

std::string meaning_hash(std::string_view sql) {
  constexpr std::string_view kEnd("\0", 1);
  Sha256Stream hash;
  MeaningReader reader(sql);
  while (const auto piece = reader.next()) {
    hash.add(piece->meaning);
    hash.add(kEnd);
  }
  return hash.finish_hex();
}

std::optional<FirstDifference> first_difference(std::string_view was, std::string_view is) {
  MeaningReader before(was);
  MeaningReader after(is);
  while (true) {
    const auto left = before.next();
    const auto right = after.next();
    if (!left && !right) return std::nullopt;
    if (left && right && left->meaning == right->meaning) continue;
    return FirstDifference{.was = std::string(written(left)),
                           .is = std::string(written(right)),
                           .place = position_of(is, right)};
  }
}

}  // namespace d1mcp::sql
