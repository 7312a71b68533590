#include "transfer/csv_number.hpp"

#include <charconv>
#include <cstdint>
#include <limits>
#include <system_error>

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
  if (field == "Infinity") return sql::Value(kInfinity);
  if (field == "-Infinity") return sql::Value(-kInfinity);
  if (field.find_first_not_of("+-.0123456789eE") != std::string_view::npos) return std::nullopt;
  if (const auto integer = number_of<std::int64_t>(field)) return sql::Value(*integer);
  if (const auto real = number_of<double>(field)) return sql::Value(*real);
  return std::nullopt;
}

}  // namespace d1mcp::transfer
