#pragma once

#include <string>
#include <variant>

#include "sql/value.hpp"

namespace d1mcp::migration {

/// The text in a value; empty for any other.
inline std::string text_of(const sql::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string() : *text;
}

}  // namespace d1mcp::migration
