#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace d1mcp::mcp {

/// The severities of RFC 5424, as MCP spells them; later is more severe.
enum class LogLevel { debug, info, notice, warning, error, critical, alert, emergency };

std::string_view to_string(LogLevel level);

std::optional<LogLevel> log_level_named(std::string_view name);

/// "debug, info, … or emergency": for messages about a wrong one.
std::string all_log_levels();

}  // namespace d1mcp::mcp
