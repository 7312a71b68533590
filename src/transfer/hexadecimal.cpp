#include "transfer/hexadecimal.hpp"

#include <array>
#include <cstdint>

namespace d1mcp::transfer {
namespace {

constexpr std::uint8_t kNoDigit = 0xFF;

constexpr auto kDigitValues = [] {
  std::array<std::uint8_t, 256> digits{};
  digits.fill(kNoDigit);
  for (unsigned digit = 0; digit < 10; ++digit) {
    digits['0' + digit] = static_cast<std::uint8_t>(digit);
  }
  for (unsigned digit = 10; digit < 16; ++digit) {
    digits['a' + digit - 10] = static_cast<std::uint8_t>(digit);
    digits['A' + digit - 10] = static_cast<std::uint8_t>(digit);
  }
  return digits;
}();

unsigned digit_of(char c) {
  return kDigitValues[static_cast<unsigned char>(c)];
}

}  // namespace

std::optional<std::string> from_hexadecimal(std::string_view digits) {
  if (digits.size() % 2 != 0) return std::nullopt;
  std::string bytes(digits.size() / 2, '\0');
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const unsigned high = digit_of(digits[2 * at]);
    const unsigned low = digit_of(digits[2 * at + 1]);
    if (high == kNoDigit || low == kNoDigit) return std::nullopt;
    bytes[at] = static_cast<char>(high << 4U | low);
  }
  return bytes;
}

}  // namespace d1mcp::transfer
