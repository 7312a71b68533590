#include "core/json_text.hpp"

#include <array>
#include <cstdint>

namespace d1mcp {
namespace {

constexpr char kPlain = '\0';
constexpr char kUnicodeEscape = 'u';

// For each byte: plain, the letter of its two-character escape, or 'u' for \u00XX.
constexpr std::array<char, 256> make_escapes() {
  std::array<char, 256> escapes{};
  for (std::size_t control = 0; control < 0x20; ++control) escapes[control] = kUnicodeEscape;
  escapes['\b'] = 'b';
  escapes['\f'] = 'f';
  escapes['\n'] = 'n';
  escapes['\r'] = 'r';
  escapes['\t'] = 't';
  escapes['"'] = '"';
  escapes['\\'] = '\\';
  return escapes;
}

constexpr std::array<char, 256> kEscapes = make_escapes();

char escape_of(char c) {
  return kEscapes[static_cast<unsigned char>(c)];
}

void append_escape(std::string& out, char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const char escape = escape_of(c);
  out += '\\';
  out += escape;
  if (escape != kUnicodeEscape) return;
  const auto byte = static_cast<unsigned char>(c);
  out += "00";
  out += kDigits[byte >> 4U];
  out += kDigits[byte & 0xFU];
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t run_start = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (escape_of(text[at]) == kPlain) continue;
    out.append(text, run_start, at - run_start);
    append_escape(out, text[at]);
    run_start = at + 1;
  }
  out.append(text, run_start, text.size() - run_start);
  out += '"';
}

}  // namespace d1mcp
