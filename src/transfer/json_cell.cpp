#include "transfer/json_cell.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "core/encoding.hpp"
#include "core/json_text.hpp"
#include "core/text.hpp"

namespace d1mcp::transfer {
namespace {

// Number.MAX_SAFE_INTEGER of ECMAScript.
constexpr std::int64_t kLargestSafeInteger = 9'007'199'254'740'991;

void append_number(std::string& out, std::int64_t number) {
  std::array<char, 24> text{};
  out.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), number).ptr);
}

void append_integer(std::string& out, std::int64_t number) {
  if (number >= -kLargestSafeInteger && number <= kLargestSafeInteger) {
    return append_number(out, number);
  }
  out += R"({"$int":")";
  append_number(out, number);
  out += R"("})";
}

void append_real(std::string& out, double number) {
  if (std::isfinite(number)) {
    out += real_to_text(number);
    return;
  }
  out += R"({"$real":")";
  out += real_to_text(number);
  out += R"("})";
}

void append_base64(std::string& out, std::string_view tag, std::string_view bytes) {
  out += "{\"";
  out += tag;
  out += "\":\"";
  out += base64_encode(bytes);
  out += R"(","bytes":)";
  append_number(out, static_cast<std::int64_t>(bytes.size()));
  out += '}';
}

void append_text(std::string& out, std::string_view text) {
  if (is_valid_utf8(text)) {
    append_json_string(out, text);
  } else {
    append_base64(out, "$text_base64", text);
  }
}

}  // namespace

void append_json_cell(std::string& out, const sql::Cell& cell) {
  switch (cell.storage) {
    case sql::StorageClass::null: out += "null"; return;
    case sql::StorageClass::integer: append_integer(out, cell.integer); return;
    case sql::StorageClass::real: append_real(out, cell.real); return;
    case sql::StorageClass::text: append_text(out, cell.bytes); return;
    case sql::StorageClass::blob: append_base64(out, "$blob", cell.bytes); return;
  }
}

}  // namespace d1mcp::transfer
