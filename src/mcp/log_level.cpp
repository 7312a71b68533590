#include "mcp/log_level.hpp"

#include <array>

namespace d1mcp::mcp {
namespace {

constexpr std::array<std::string_view, 8> kNames = {
    "debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"};

}  // namespace

std::string_view to_string(LogLevel level) {
  return kNames.at(static_cast<std::size_t>(level));
}

std::optional<LogLevel> log_level_named(std::string_view name) {
  for (std::size_t index = 0; index < kNames.size(); ++index) {
    if (kNames.at(index) == name) return static_cast<LogLevel>(index);
  }
  return std::nullopt;
}

std::string all_log_levels() {
  std::string text;
  for (const std::string_view name : kNames) {
    if (!text.empty()) text += name == kNames.back() ? " or " : ", ";
    text += name;
  }
  return text;
}

}  // namespace d1mcp::mcp
