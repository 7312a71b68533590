#include "core/log.hpp"

#include <memory>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace d1mcp::log {
namespace {

// Made at the first line: a server that has nothing to say pays nothing for its logger.
spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> kLogger = [] {
    auto made = std::make_shared<spdlog::logger>("d1-mcp",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("d1-mcp %L %H:%M:%S.%e %v");
    made->set_level(spdlog::level::warn);
    made->flush_on(spdlog::level::trace);
    return made;
  }();
  return *kLogger;
}

spdlog::level::level_enum to_spdlog(Level level) {
  switch (level) {
    case Level::debug: return spdlog::level::debug;
    case Level::info: return spdlog::level::info;
    case Level::warning: return spdlog::level::warn;
    case Level::error: return spdlog::level::err;
    case Level::off: return spdlog::level::off;
  }
  return spdlog::level::off;
}

spdlog::string_view_t view(std::string_view line) {
  return {line.data(), line.size()};
}

}  // namespace

void show_from(Level level) {
  logger().set_level(to_spdlog(level));
}

void debug(std::string_view line) {
  logger().log(spdlog::level::debug, view(line));
}
void info(std::string_view line) {
  logger().log(spdlog::level::info, view(line));
}
void warning(std::string_view line) {
  logger().log(spdlog::level::warn, view(line));
}
void error(std::string_view line) {
  logger().log(spdlog::level::err, view(line));
}

}  // namespace d1mcp::log
