#include "sql/quoting.hpp"

namespace d1mcp::sql {
namespace {

std::string enclosed(std::string_view text, char quote) {
  std::string quoted(1, quote);
  for (const char c : text) {
    quoted += c;
    if (c == quote) quoted += c;
  }
  quoted += quote;
  return quoted;
}

}  // namespace

std::string quote_identifier(std::string_view name) {
  return enclosed(name, '"');
}

std::string quote_text(std::string_view text) {
  return enclosed(text, '\'');
}

}  // namespace d1mcp::sql
