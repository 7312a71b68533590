#include "transfer/csv_number.hpp"

#include <charconv>
#include <cstdint>
#include <limits>
#include <system_error>
#include <utility>
#include <variant>

namespace d1mcp::transfer {
namespace {

template <typename Number>
std::optional<Number> number_of(std::string_view text) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, number);
  if (failure != std::errc{} || stop != end) return std::nullopt;
  return number;
}

}  // namespace

// Only what SQLite would take for a number: from_chars also reads "inf" and "nan".
std::optional<sql::Value> csv_number(std::string_view field) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (field == "Infinity" || field == "+Infinity") return sql::Value(kInfinity);
  if (field == "-Infinity") return sql::Value(-kInfinity);
  if (field.find_first_not_of("+-.0123456789eE") != std::string_view::npos) return std::nullopt;
  if (const auto integer = number_of<std::int64_t>(field)) return sql::Value(*integer);
  if (const auto real = number_of<double>(field)) return sql::Value(*real);
  return std::nullopt;
}

std::optional<sql::Value> plain_csv_number(std::string_view field) {
  auto number = csv_number(field);
  if (!number) return std::nullopt;
  const bool is_real = field.find_first_of(".eEI") != std::string_view::npos;
  if (!is_real && std::holds_alternative<double>(*number)) return std::nullopt;
  const bool is_negative = field.starts_with('-');
  const std::string_view digits = field.substr(is_negative ? 1 : 0);
  const bool has_needless_zero = digits.size() > 1 && digits[0] == '0' && digits[1] != '.';
  const bool is_negative_zero = is_negative && digits == "0";
  return has_needless_zero || is_negative_zero || field.starts_with('+') ? std::nullopt
                                                                         : std::move(number);
}

}  // namespace d1mcp::transfer
