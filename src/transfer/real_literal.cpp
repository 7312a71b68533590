#include "transfer/real_literal.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace d1mcp::transfer {
namespace {

// 2^53: the integers up to it are exact as double.
constexpr double kExactIntegers = 9007199254740992.0;

// The powers of ten that are exact as double.
constexpr std::array<double, 23> kPowersOfTen = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                 1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// digits[0].digits[1]digits[2]… times ten to the power of `exponent`; digits without a point.
struct Decimal {
  std::array<char, 24> digits{};
  std::size_t count = 0;
  int exponent = 0;

  [[nodiscard]] std::string_view text() const { return {digits.data(), count}; }
};

// Takes apart what to_chars wrote in scientific form: "1.25e-07".
Decimal parse_scientific(const char* from, const char* to) {
  Decimal decimal;
  const char* at = from;
  for (; *at != 'e'; ++at) {
    if (*at != '.') decimal.digits[decimal.count++] = *at;
  }
  at += at[1] == '+' ? 2 : 1;
  std::from_chars(at, to, decimal.exponent);
  while (decimal.count > 1 && decimal.digits[decimal.count - 1] == '0') --decimal.count;
  return decimal;
}

Decimal shortest_decimal(double magnitude) {
  std::array<char, 40> text{};
  const auto written = std::to_chars(
      text.data(), text.data() + text.size(), magnitude, std::chars_format::scientific);
  return parse_scientific(text.data(), written.ptr);
}

Decimal decimal_of_17_digits(double magnitude) {
  std::array<char, 40> text{};
  const auto written = std::to_chars(
      text.data(), text.data() + text.size(), magnitude, std::chars_format::scientific, 16);
  return parse_scientific(text.data(), written.ptr);
}

// Whether `decimal` differs from `magnitude`, the number nearest to it, by so much less than half
// the distance to the next number that one rounding in extended precision leads there.
bool is_far_from_middle(const Decimal& decimal, double magnitude) {
  std::uint64_t integer = 0;
  std::from_chars(decimal.digits.data(), decimal.digits.data() + decimal.count, integer);
  const auto significand = static_cast<double>(integer);
  const int power = decimal.exponent - static_cast<int>(decimal.count) + 1;
  if (significand >= kExactIntegers || power < -22 || power > 22) return false;
  const double scale = kPowersOfTen[static_cast<std::size_t>(std::abs(power))];
  const double gap = magnitude - std::nextafter(magnitude, 0.0);
  // fma rounds once: what is compared is exact enough to decide.
  if (power < 0) return std::abs(std::fma(-magnitude, scale, significand)) < 0.49 * gap * scale;
  return std::abs(std::fma(significand, scale, -magnitude)) < 0.49 * gap;
}

void append_decimal(std::string& out, const Decimal& decimal) {
  const std::string_view digits = decimal.text();
  if (decimal.exponent >= 0 && decimal.exponent < 17) {
    const auto whole = static_cast<std::size_t>(decimal.exponent) + 1;
    out.append(digits.substr(0, whole));
    if (whole > digits.size()) out.append(whole - digits.size(), '0');
    out += '.';
    out.append(whole < digits.size() ? digits.substr(whole) : "0");
  } else if (decimal.exponent < 0 && decimal.exponent >= -5) {
    out += "0.";
    out.append(static_cast<std::size_t>(-decimal.exponent) - 1, '0');
    out.append(digits);
  } else {
    out += digits[0];
    out += '.';
    out.append(digits.size() > 1 ? digits.substr(1) : "0");
    out += 'e';
    out += std::to_string(decimal.exponent);
  }
}

// Numbers with at most four decimals, which is most of what people store: two integers, no search
// for the shortest form. Such decimals are always far enough from the middle (5^4 < 2^11).
bool append_four_decimals(std::string& out, double magnitude) {
  constexpr double kScale = 1e4;
  constexpr std::uint64_t kUnits = 10'000;
  if (!(magnitude < kExactIntegers / kScale)) return false;
  const auto units = static_cast<std::uint64_t>(magnitude * kScale + 0.5);
  if (static_cast<double>(units) / kScale != magnitude) return false;
  std::array<char, 32> text{};
  char* end = std::to_chars(text.data(), text.data() + text.size(), units / kUnits).ptr;
  *end++ = '.';
  std::uint64_t rest = units % kUnits;
  do {
    *end++ = static_cast<char>('0' + rest / (kUnits / 10));
    rest = rest % (kUnits / 10) * 10;
  } while (rest != 0);
  out.append(text.data(), static_cast<std::size_t>(end - text.data()));
  return true;
}

// magnitude == m / 2^537 / 2^537, where m and both quotients are exact: the first is far from where
// precision ends, the second is the number itself.
void append_quotient(std::string& out, double magnitude) {
  constexpr std::string_view kTwoTo537 = "4.4989137945431964e161";
  append_decimal(out, decimal_of_17_digits(std::ldexp(magnitude, 2 * 537)));
  for (int divisions = 0; divisions < 2; ++divisions) {
    out += '/';
    out += kTwoTo537;
  }
}

}  // namespace

void append_real_literal(std::string& out, double number) {
  if (std::isnan(number)) {
    out += "NULL";
    return;
  }
  if (std::signbit(number)) out += '-';
  const double magnitude = std::abs(number);
  if (std::isinf(magnitude)) {
    out += "9e999";
    return;
  }
  if (append_four_decimals(out, magnitude)) return;
  if (magnitude < 1e-290) return append_quotient(out, magnitude);
  const Decimal shortest = shortest_decimal(magnitude);
  const bool safe = is_far_from_middle(shortest, magnitude);
  append_decimal(out, safe ? shortest : decimal_of_17_digits(magnitude));
}

}  // namespace d1mcp::transfer
