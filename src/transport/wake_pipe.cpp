#include "transport/wake_pipe.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "core/log.hpp"

namespace d1mcp::transport {

WakePipe::WakePipe() {
  if (::pipe(ends_.data()) != 0) {
    log::error("no free file descriptors: this server will be slow to stop");
    return;
  }
  for (const int end : ends_) {
    ::fcntl(end, F_SETFD, FD_CLOEXEC);
    ::fcntl(end, F_SETFL, O_NONBLOCK);
  }
}

WakePipe::~WakePipe() {
  for (const int end : ends_) {
    if (end >= 0) ::close(end);
  }
}

void WakePipe::wake() {
  // A full pipe is readable already.
  [[maybe_unused]] const auto written = ::write(ends_[1], "!", 1);
}

}  // namespace d1mcp::transport
