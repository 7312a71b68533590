#include "transport/http_poller.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <unistd.h>

namespace d1mcp::transport {

HttpAlarm::HttpAlarm() {
  if (::pipe(ends_.data()) != 0) return;
  for (const int end : ends_) {
    ::fcntl(end, F_SETFD, FD_CLOEXEC);
    ::fcntl(end, F_SETFL, O_NONBLOCK);
  }
}

HttpAlarm::~HttpAlarm() {
  for (const int end : ends_) {
    if (end >= 0) ::close(end);
  }
}

void HttpAlarm::ring() const {
  // A full pipe rings already.
  [[maybe_unused]] const auto written = ::write(ends_[1], "!", 1);
}

void HttpAlarm::silence() const {
  std::array<char, 64> rings{};
  while (::read(ends_[0], rings.data(), rings.size()) > 0) continue;
}

int patience_until(std::optional<std::chrono::steady_clock::time_point> until) {
  if (!until) return -1;
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(*until - std::chrono::steady_clock::now());
  constexpr std::int64_t kLongest = std::numeric_limits<int>::max();
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, kLongest));
}

Error no_descriptors() {
  return Error{.code = ErrorCode::io_error,
               .message = "no free file descriptors to serve HTTP with",
               .hint = "raise the limit (ulimit -n)",
               .place = {}};
}

}  // namespace d1mcp::transport
