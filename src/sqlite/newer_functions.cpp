#include "sqlite/newer_functions.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sqlite/joined_text.hpp"
#include "sqlite/time_difference.hpp"
#include "sqlite/value_text.hpp"

namespace d1mcp::sqlite {
namespace {

using Values = std::span<sqlite3_value* const>;

Values values(int count, sqlite3_value** arguments) {
  return {arguments, static_cast<std::size_t>(count)};
}

bool is_null(sqlite3_value* value) {
  return sqlite3_value_type(value) == SQLITE_NULL;
}

void wrong_count(sqlite3_context* context, const char* function) {
  const std::string message =
      "wrong number of arguments to function " + std::string(function) + "()";
  sqlite3_result_error(context, message.c_str(), -1);
}

void concat(sqlite3_context* context, int count, sqlite3_value** arguments) {
  if (count < 1) return wrong_count(context, "concat");
  std::string text;
  for (sqlite3_value* const value : values(count, arguments)) text += value_text(value);
  give_text(context, text);
}

void concat_with_separator(sqlite3_context* context, int count, sqlite3_value** arguments) {
  if (count < 2) return wrong_count(context, "concat_ws");
  if (is_null(arguments[0])) return;
  const std::string separator = value_text(arguments[0]);
  std::optional<std::string> text;
  for (sqlite3_value* const value : values(count, arguments).subspan(1)) {
    if (is_null(value)) continue;
    text = text ? *text + separator + value_text(value) : value_text(value);
  }
  give_text(context, text.value_or(""));
}

void octet_length(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) {
  if (is_null(arguments[0])) return;
  sqlite3_result_int64(context, sqlite3_value_bytes(arguments[0]));
}

// Conditions and values by turns; a last one alone is what holds where no condition does.
void choose(sqlite3_context* context, int count, sqlite3_value** arguments) {
  if (count < 2) return wrong_count(context, "iif");
  Values rest = values(count, arguments);
  for (; rest.size() > 1; rest = rest.subspan(2)) {
    if (!is_null(rest[0]) && sqlite3_value_double(rest[0]) != 0.0)
      return sqlite3_result_value(context, rest[1]);
  }
  if (!rest.empty()) sqlite3_result_value(context, rest[0]);
}

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

std::size_t bytes_of_character(std::string_view text) {
  std::size_t bytes = 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) ++bytes;
  return bytes;
}

// What `digits` stand for, in pairs; between pairs any character of `ignored` may stand.
std::optional<std::string> bytes_of_hex(std::string_view digits, std::string_view ignored) {
  std::string bytes;
  while (!digits.empty()) {
    const std::optional<unsigned> high = hex_digit(digits[0]);
    if (high) {
      const std::optional<unsigned> low =
          digits.size() > 1 ? hex_digit(digits[1]) : std::optional<unsigned>();
      if (!low) return std::nullopt;
      bytes += static_cast<char>(*high << 4U | *low);
      digits.remove_prefix(2);
      continue;
    }
    const std::size_t size = bytes_of_character(digits);
    if (ignored.find(digits.substr(0, size)) == std::string_view::npos) return std::nullopt;
    digits.remove_prefix(size);
  }
  return bytes;
}

void unhex(sqlite3_context* context, int count, sqlite3_value** arguments) {
  if (is_null(arguments[0]) || (count > 1 && is_null(arguments[1]))) return;
  const std::string ignored = count > 1 ? value_text(arguments[1]) : std::string();
  if (const auto bytes = bytes_of_hex(value_text(arguments[0]), ignored))
    sqlite3_result_blob64(context, bytes->data(), bytes->size(), SQLITE_TRANSIENT);
}

struct Newer {
  int since;  ///< As sqlite3_libversion_number() gives it.
  const char* name;
  int arguments;  ///< -1: any number.
  void (*call)(sqlite3_context*, int, sqlite3_value**);
};

constexpr std::array<Newer, 6> kNewer = {{{3'041'000, "unhex", 1, unhex},
                                          {3'041'000, "unhex", 2, unhex},
                                          {3'043'000, "octet_length", 1, octet_length},
                                          {3'044'000, "concat", -1, concat},
                                          {3'044'000, "concat_ws", -1, concat_with_separator},
                                          {3'048'000, "iif", -1, choose}}};

}  // namespace

void add_newer_functions(sqlite3* handle, d1::Dialect dialect) {
  if (dialect == d1::Dialect::sqlite) return;
  const int linked = sqlite3_libversion_number();
  for (const Newer& function : kNewer) {
    if (linked >= function.since) continue;
    sqlite3_create_function_v2(handle,
                               function.name,
                               function.arguments,
                               kPureFunction,
                               nullptr,
                               function.call,
                               nullptr,
                               nullptr,
                               nullptr);
  }
  if (linked < 3'043'000) add_timediff(handle);
  if (linked < 3'044'000) add_string_agg(handle);
}

}  // namespace d1mcp::sqlite
