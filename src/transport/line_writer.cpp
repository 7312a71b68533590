#include "transport/line_writer.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <poll.h>
#include <unistd.h>

namespace d1mcp::transport {
namespace {

// What a descriptor that poll() calls writable takes without waiting. Putting the descriptor into
// non-blocking mode would be simpler, but it may be shared with the program that started this one.
constexpr std::size_t kSureToFit = _POSIX_PIPE_BUF;
constexpr std::size_t kChunk = std::max<std::size_t>(kSureToFit, 4096);

}  // namespace

bool LineWriter::write(std::string line) {
  line += '\n';
  const Lock lock(mutex_);
  if (!broken_) broken_ = !write_all(line);
  return !broken_;
}

void LineWriter::finish_within(std::chrono::milliseconds patience) {
  Clock::rep none = 0;
  const auto deadline = (Clock::now() + patience).time_since_epoch().count();
  if (deadline_.compare_exchange_strong(none, deadline)) deadline_was_set_.wake();
}

bool LineWriter::write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    if (!wait_until_writable()) return false;
    const ssize_t count = ::write(descriptor_, bytes.data(), std::min(bytes.size(), kChunk));
    if (count < 0 && errno != EINTR && errno != EAGAIN) return false;
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool LineWriter::wait_until_writable() {
  while (true) {
    const Clock::rep deadline = deadline_;
    int timeout = -1;
    std::array<pollfd, 2> watched = {pollfd{descriptor_, POLLOUT, 0},
                                     pollfd{deadline_was_set_.descriptor(), POLLIN, 0}};
    if (deadline != 0) {
      const auto left = Clock::time_point(Clock::duration(deadline)) - Clock::now();
      timeout = static_cast<int>(std::max<std::int64_t>(
          0, std::chrono::duration_cast<std::chrono::milliseconds>(left).count()));
      watched[1].fd = -1;  // It stays readable; the deadline is known now.
    }
    const int ready = ::poll(watched.data(), watched.size(), timeout);
    if (ready < 0 && errno != EINTR) return false;
    if (ready == 0) return false;
    if (ready > 0 && watched[0].revents != 0) return true;
  }
}

}  // namespace d1mcp::transport
