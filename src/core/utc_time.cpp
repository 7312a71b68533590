#include "core/utc_time.hpp"

#include <ctime>
#include <iomanip>
#include <sstream>
#include <utility>

namespace d1mcp {

std::string utc_time(std::chrono::system_clock::time_point time, const char* format) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  std::ostringstream text;
  text << std::put_time(&utc, format);
  return std::move(text).str();
}

}  // namespace d1mcp
