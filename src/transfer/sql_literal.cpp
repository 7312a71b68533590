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

void append_integer(std::string& out, std::int64_t number) {
  std::array<char, 24> text;  // NOLINT(cppcoreguidelines-pro-type-member-init): all are written.
  const auto written = std::to_chars(text.data(), text.data() + text.size(), number);
  out.append(text.data(), static_cast<std::size_t>(written.ptr - text.data()));
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

// Its high bits are set where a byte is 0 or beyond 127.
std::uint64_t look_at_eight(const char* bytes) {
  constexpr std::uint64_t kLowBits = 0x0101010101010101;
  std::uint64_t eight = 0;
  std::memcpy(&eight, bytes, sizeof eight);
  return eight | (eight - kLowBits);  // A byte of 0 borrows the high bit.
}

// Whether every byte is from 1 to 127, eight at a time: nearly every text is settled by this. The
// last eight may be looked at twice.
bool is_ascii_without_nul(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  constexpr std::size_t kWidth = sizeof(std::uint64_t);
  if (text.size() < kWidth)
    return std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) > 0; });
  const char* const last = text.data() + text.size() - kWidth;
  std::uint64_t found = look_at_eight(last);
  for (const char* at = text.data(); at < last; at += kWidth) found |= look_at_eight(at);
  return (found & kHighBits) == 0;
}

}  // namespace

bool wrangler_changes(std::string_view text) {
  const bool is_harmless = is_ascii_without_nul(text);
  if (!is_harmless && (text.find('\0') != std::string_view::npos || !is_valid_utf8(text))) {
    return true;
  }
  return text.find("COMMIT;") != std::string_view::npos ||
         text.find("BEGIN TRANSACTION") != std::string_view::npos;
}

bool needs_hexadecimal(std::string_view text) {
  return wrangler_changes(text) || text.find("\r\n") != std::string_view::npos;
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

}  // namespace d1mcp::transfer
