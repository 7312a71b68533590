#pragma once

#include <string_view>

namespace d1mcp::log {

enum class Level { debug, info, warning, error, off };

/// Sends lines of at least `level` to standard error, never to standard output: on stdio that
/// belongs to the protocol. Until it is called, warnings and errors are shown. Thread-safe.
void show_from(Level level);

void debug(std::string_view line);
void info(std::string_view line);
void warning(std::string_view line);
void error(std::string_view line);

}  // namespace d1mcp::log
