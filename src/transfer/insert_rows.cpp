#include "transfer/insert_rows.hpp"

#include <utility>
#include <variant>

#include "transfer/plain_row.hpp"

namespace d1mcp::transfer {
namespace {

using sql::TokenKind;

bool take_name(TokenReader& tokens) {
  if (!sql::is_name(tokens.peek().kind)) return false;
  tokens.take();
  return true;
}

bool take_table(TokenReader& tokens) {
  if (!take_name(tokens)) return false;
  return !tokens.take(TokenKind::dot) || take_name(tokens);
}

bool take_columns(TokenReader& tokens) {
  if (!tokens.take(TokenKind::left_parenthesis)) return true;
  do {
    if (!take_name(tokens)) return false;
  } while (tokens.take(TokenKind::comma));
  return tokens.take(TokenKind::right_parenthesis);
}

std::size_t end_of_space(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r')) ++at;
  return at;
}

// INSERT [OR IGNORE] INTO [main.]t [(a, b)] VALUES, without white space after it.
std::string_view head_of(std::string_view sql) {
  TokenReader tokens(sql);
  if (!tokens.take("REPLACE")) {
    if (!tokens.take("INSERT")) return {};
    if (tokens.take("OR")) tokens.take();
  }
  if (!tokens.take("INTO") || !take_table(tokens) || !take_columns(tokens)) return {};
  if (!sql::is_word(tokens.peek(), "VALUES")) return {};
  const sql::Token last = tokens.take();
  return sql.substr(0, static_cast<std::size_t>(last.text.data() + last.text.size() - sql.data()));
}

}  // namespace

bool InsertRows::take(sql::Statement& statement) {
  if (!continues(statement)) {
    const std::string_view head = head_of(statement.text);
    if (head.empty()) return false;
    head_ = head;
    decimals_.clear();
  }
  if (statement.text.size() == head_.size()) return false;
  statement_ = std::move(statement);
  begin_ = head_.size();
  next_ = head_.size();
  is_cut_ = false;
  return true;
}

std::optional<sql::Statement> InsertRows::next() {
  if (next_ == statement_.text.size()) return std::nullopt;
  begin_ = next_;
  const std::optional<std::size_t> end = read_row();
  if (!end) return rest();
  next_ = *end;
  return made_of_row();
}

// Most of a dump is such statements, and `next` would look at each of their bytes three times.
std::optional<sql::Statement> InsertRows::next_in(sql::Splitter& script) {
  if (head_.empty()) return std::nullopt;
  const std::string_view text = script.ahead();
  const std::size_t begin = end_of_space(text, 0);
  if (!text.substr(begin).starts_with(head_)) return std::nullopt;
  const std::size_t values = end_of_space(text, begin + head_.size());
  const std::size_t end = values + read_plain_row(text.substr(values), row_);
  if (end == values || end == text.size() || text[end] != ';') return std::nullopt;
  if (text.substr(begin, end - begin).find('\0') != std::string_view::npos) return std::nullopt;
  statement_ = script.pass(begin, end);
  begin_ = 0;
  next_ = 0;
  is_cut_ = false;
  return made_of_row();
}

sql::Statement InsertRows::made_of_row() {
  shape_row();
  sql::Statement row{
      .text = row_text_, .start = statement_.start, .number = statement_.number, .values = {}};
  row.values.reserve(row_.size());
  for (Literal& literal : row_) {
    doubt(literal);
    row.values.push_back(std::move(literal.value));
  }
  return row;
}

// Gives where the next row begins: behind a comma, or at the end of the text.
std::optional<std::size_t> InsertRows::read_row() {
  const std::string_view text = statement_.text;
  begin_ = end_of_space(text, begin_);
  const std::size_t size = read_plain_row(text.substr(begin_), row_);
  const std::size_t end = begin_ + size;
  if (size > 0 && end == text.size()) return end;
  if (size > 0 && text[end] == ',' && end + 1 < text.size()) return end + 1;
  TokenReader tokens(text.substr(begin_));
  if (!take_row(tokens)) return std::nullopt;
  const sql::Token behind = tokens.take();
  if (tokens.at_end()) {
    return behind.kind == TokenKind::end_of_text ? std::optional(text.size()) : std::nullopt;
  }
  if (behind.kind != TokenKind::comma) return std::nullopt;
  return static_cast<std::size_t>(behind.text.data() + 1 - text.data());
}

bool InsertRows::take_row(TokenReader& tokens) {
  row_.clear();
  if (!tokens.take(TokenKind::left_parenthesis)) return false;
  do {
    auto literal = take_literal(tokens);
    if (!literal) return false;
    row_.push_back(std::move(*literal));
  } while (tokens.take(TokenKind::comma));
  return tokens.take(TokenKind::right_parenthesis);
}

// NULL is the same with and without a cast: texts that differ less often are compiled less.
void InsertRows::shape_row() {
  bool is_new = decimals_.size() != row_.size();
  decimals_.resize(row_.size());
  for (std::size_t column = 0; column < row_.size(); ++column) {
    const Literal& literal = row_[column];
    if (std::holds_alternative<std::monostate>(literal.value)) continue;
    is_new = is_new || decimals_[column] != literal.is_decimal;
    decimals_[column] = literal.is_decimal;
  }
  if (!is_new) return;
  row_text_ = head_;
  char separator = '(';
  for (const bool is_decimal : decimals_) {
    row_text_ += separator;
    row_text_ += is_decimal ? "CAST(? AS REAL)" : "?";
    separator = ',';
  }
  row_text_ += ')';
}

void InsertRows::doubt(const Literal& literal) {
  constexpr std::int64_t kFirstInexact = std::int64_t{1} << 53;
  if (literal.is_replaced) ++doubtful_.texts;
  if (const auto* integer = std::get_if<std::int64_t>(&literal.value)) {
    if (*integer >= kFirstInexact || *integer <= -kFirstInexact) ++doubtful_.integers;
  } else if (literal.is_decimal) {
    const auto& digits = std::get<std::string>(literal.value);
    if (digits.find_first_of(".eE") == std::string::npos) ++doubtful_.integers;
  }
}

sql::Statement InsertRows::rest() {
  sql::Statement rest{.text = {}, .start = statement_.start, .number = statement_.number};
  rest.text = next_ == head_.size() ? statement_.text : head_ + statement_.text.substr(next_);
  is_cut_ = next_ > head_.size();
  next_ = statement_.text.size();
  return rest;
}

sql::Position InsertRows::position() const {
  return begin_ <= head_.size() ? statement_.start : sql::position_in_script(statement_, begin_);
}

}  // namespace d1mcp::transfer
