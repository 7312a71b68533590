#include "transfer/plain_row.hpp"

#include <charconv>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>

#include "transfer/hexadecimal.hpp"

namespace d1mcp::transfer {
namespace {

/// Reads from the front of a text; whatever it cannot take makes it fail for good.
class RowText {
 public:
  explicit RowText(std::string_view sql) : sql_(sql) {}

  [[nodiscard]] std::size_t position() const { return at_; }
  [[nodiscard]] char peek() const { return at_ < sql_.size() ? sql_[at_] : '\0'; }

  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }

  bool take_literal(Literal& literal);

 private:
  [[nodiscard]] bool ends_value() const { return peek() == ',' || peek() == ')'; }
  bool take_null();
  bool take_string(Literal& literal);
  bool take_blob(Literal& literal);
  bool take_number(Literal& literal);
  bool take_digits();

  std::string_view sql_;
  std::size_t at_ = 0;
};

bool RowText::take_literal(Literal& literal) {
  switch (peek()) {
    case '\'': return take_string(literal);
    case 'N': return take_null();
    case 'X':
    case 'x': return take_blob(literal);
    default: return take_number(literal);
  }
}

bool RowText::take_null() {
  constexpr std::string_view kNull = "NULL";
  if (sql_.substr(at_, kNull.size()) != kNull) return false;
  at_ += kNull.size();
  return ends_value();
}

bool RowText::take_string(Literal& literal) {
  std::string& text = literal.value.emplace<std::string>();
  while (true) {
    const std::size_t begin = at_ + 1;
    at_ = sql_.find('\'', begin);
    if (at_ == std::string_view::npos) return false;
    text.append(sql_, begin, at_ - begin);
    ++at_;
    if (peek() != '\'') return ends_value();
    text += '\'';
  }
}

bool RowText::take_blob(Literal& literal) {
  constexpr std::size_t kOpening = 2;  // X'
  const std::size_t end = sql_.find('\'', at_ + kOpening);
  if (end == std::string_view::npos || sql_[at_ + 1] != '\'') return false;
  auto bytes = from_hexadecimal(sql_.substr(at_ + kOpening, end - at_ - kOpening));
  if (!bytes) return false;
  literal.value = sql::Blob{std::move(*bytes)};
  at_ = end + 1;
  return ends_value();
}

bool RowText::take_number(Literal& literal) {
  const std::size_t begin = at_;
  take('-');
  if (!take_digits()) return false;
  if (ends_value()) {
    const char* const end = sql_.data() + at_;
    auto& integer = literal.value.emplace<std::int64_t>();
    return std::from_chars(sql_.data() + begin, end, integer).ec == std::errc();
  }
  if (take('.')) take_digits();
  if (take('e') || take('E')) {
    if (!take('-')) take('+');
    if (!take_digits()) return false;
  }
  literal.value.emplace<std::string>(sql_, begin, at_ - begin);
  literal.is_decimal = true;
  return ends_value();
}

bool RowText::take_digits() {
  const std::size_t begin = at_;
  while (peek() >= '0' && peek() <= '9') ++at_;
  return at_ > begin;
}

}  // namespace

std::size_t read_plain_row(std::string_view sql, std::vector<Literal>& row) {
  row.clear();
  RowText text(sql);
  if (!text.take('(')) return 0;
  do {
    if (!text.take_literal(row.emplace_back())) return 0;
  } while (text.take(','));
  return text.take(')') ? text.position() : 0;
}

}  // namespace d1mcp::transfer
