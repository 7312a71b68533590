#pragma once

#include <cstdint>
#include <string>

#include "mcp/tool.hpp"

namespace d1mcp::tools {

using mcp::Json;

// Readers for arguments that satisfy their contract; what is optional there has a fallback here.

inline std::string text_argument(const Json& arguments, const char* name) {
  const auto found = arguments.find(name);
  return found == arguments.end() ? std::string() : found->get<std::string>();
}

inline std::uint64_t number_argument(const Json& arguments,
                                     const char* name,
                                     std::uint64_t fallback) {
  const auto found = arguments.find(name);
  return found == arguments.end() ? fallback : found->get<std::uint64_t>();
}

inline bool flag_argument(const Json& arguments, const char* name, bool fallback) {
  const auto found = arguments.find(name);
  return found == arguments.end() ? fallback : found->get<bool>();
}

/// Adds `name` unless `text` is empty: an absent member says nothing, an empty one would say "".
inline void put_text(Json& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

}  // namespace d1mcp::tools
