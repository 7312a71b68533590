#pragma once

#include <sqlite3.h>
#include <string>
#include <string_view>

namespace d1mcp::sqlite {

/// The flags of a function of ours that depends on its arguments alone and may stand in a schema.
inline constexpr int kPureFunction = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

/// `value` as SQLite casts it to text, in UTF-8; empty for NULL.
inline std::string value_text(sqlite3_value* value) {
  const auto* const text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

/// Makes `text` the result of a function; SQLite keeps a copy.
inline void give_text(sqlite3_context* context, std::string_view text) {
  sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

}  // namespace d1mcp::sqlite
