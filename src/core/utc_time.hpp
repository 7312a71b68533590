#pragma once

#include <chrono>
#include <string>

namespace d1mcp {

/// `time` in UTC, as std::strftime() writes it by `format`.
std::string utc_time(std::chrono::system_clock::time_point time, const char* format);

}  // namespace d1mcp
