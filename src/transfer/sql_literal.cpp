#include "transfer/sql_literal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>

#include "core/text.hpp"
#include "transfer/real_literal.hpp"

namespace d1mcp::transfer {
namespace {

constexpr std::string_view kCastOpening = "CAST(";
constexpr std::string_view kCastClosing = " AS TEXT)";
constexpr std::size_t kLongestInteger = 20;

void append_integer(std::string& out, std::int64_t number) {
  std::array<char, kLongestInteger + 1> text{};
  out.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
}

constexpr std::array<std::array<char, 2>, 256> make_digit_pairs() {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<std::array<char, 2>, 256> pairs{};
  for (std::size_t byte = 0; byte < pairs.size(); ++byte) {
    pairs[byte] = {kDigits[byte / 16], kDigits[byte % 16]};
  }
  return pairs;
}

constexpr std::array<std::array<char, 2>, 256> kDigitPairs = make_digit_pairs();

void append_hexadecimal(std::string& out, std::string_view bytes) {
  out += "X'";
  std::size_t at = out.size();
  out.resize(at + 2 * bytes.size());
  for (const char byte : bytes) {
    std::memcpy(out.data() + at, kDigitPairs[static_cast<unsigned char>(byte)].data(), 2);
    at += 2;
  }
  out += '\'';
}

void append_quoted(std::string& out, std::string_view text) {
  out += '\'';
  while (true) {
    const std::size_t quote = text.find('\'');
    if (quote == std::string_view::npos) break;
    out.append(text, 0, quote + 1);
    out += '\'';
    text.remove_prefix(quote + 1);
  }
  out += text;
  out += '\'';
}

void append_text(std::string& out, std::string_view text) {
  if (!needs_hexadecimal(text)) return append_quoted(out, text);
  out += kCastOpening;
  append_hexadecimal(out, text);
  out += kCastClosing;
}

std::size_t hexadecimal_size(std::string_view bytes) {
  return 2 * bytes.size() + 3;
}

std::size_t cast_size(std::string_view text) {
  return kCastOpening.size() + hexadecimal_size(text) + kCastClosing.size();
}

std::size_t text_size(std::string_view text) {
  if (needs_hexadecimal(text)) return cast_size(text);
  return text.size() + 2 + static_cast<std::size_t>(std::ranges::count(text, '\''));
}

// Whether every byte is from 1 to 127, eight at a time: nearly every text is settled by this.
bool is_ascii_without_nul(std::string_view text) {
  constexpr std::uint64_t kLowBits = 0x0101010101010101;
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::uint64_t found = 0;
  while (text.size() >= sizeof found) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data(), sizeof bytes);
    found |= bytes | (bytes - kLowBits);  // A byte of 0 borrows the high bit.
    text.remove_prefix(sizeof bytes);
  }
  for (const char byte : text) found |= byte > 0 ? 0U : kHighBits;
  return (found & kHighBits) == 0;
}

}  // namespace

bool needs_hexadecimal(std::string_view text) {
  const bool is_harmless = is_ascii_without_nul(text);
  if (!is_harmless && (text.find('\0') != std::string_view::npos || !is_valid_utf8(text))) {
    return true;
  }
  return text.find("COMMIT;") != std::string_view::npos ||
         text.find("BEGIN TRANSACTION") != std::string_view::npos;
}

void append_literal(std::string& out, const sql::Cell& cell) {
  switch (cell.storage) {
    case sql::StorageClass::null: out += "NULL"; return;
    case sql::StorageClass::integer: append_integer(out, cell.integer); return;
    case sql::StorageClass::real: append_real_literal(out, cell.real); return;
    case sql::StorageClass::text: append_text(out, cell.bytes); return;
    case sql::StorageClass::blob: append_hexadecimal(out, cell.bytes); return;
  }
}

std::size_t literal_size(const sql::Cell& cell) {
  return cell.storage == sql::StorageClass::text ? text_size(cell.bytes) : literal_bound(cell);
}

std::size_t literal_bound(const sql::Cell& cell) {
  switch (cell.storage) {
    case sql::StorageClass::null: return 4;
    case sql::StorageClass::integer: return kLongestInteger;
    case sql::StorageClass::real: return kLongestRealLiteral;
    case sql::StorageClass::text: return cast_size(cell.bytes);
    case sql::StorageClass::blob: return hexadecimal_size(cell.bytes);
  }
  return 0;
}

}  // namespace d1mcp::transfer
