#include "transport/http_connection.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>

namespace d1mcp::transport {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kToTakeAResponse{30'000};
constexpr milliseconds kToLinger{1'000};

#if defined(MSG_NOSIGNAL)
constexpr int kSendFlags = MSG_NOSIGNAL;
#else
constexpr int kSendFlags = 0;
#endif

bool is_ready(int descriptor, short events, milliseconds patience) {
  pollfd watched{descriptor, events, 0};
  int ready = 0;
  do {
    ready = ::poll(&watched, 1, static_cast<int>(std::max<milliseconds::rep>(0, patience.count())));
  } while (ready < 0 && errno == EINTR);
  return ready > 0;
}

}  // namespace

bool HttpConnection::wait_for_request(milliseconds patience) {
  return begin_ < end_ || is_ready(descriptor_, POLLIN, patience);
}

void HttpConnection::begin_request(std::size_t header_bytes, milliseconds patience) {
  deadline_ = std::chrono::steady_clock::now() + patience;
  budget_ = header_bytes;
  no_body_ = false;
  failed_ = false;
  too_large_ = false;
}

void HttpConnection::begin_body(std::size_t body_bytes) {
  budget_ = body_bytes;
}

ssize_t HttpConnection::fill() {
  const auto left =
      std::chrono::duration_cast<milliseconds>(deadline_ - std::chrono::steady_clock::now());
  if (!is_ready(descriptor_, POLLIN, left)) return -1;
  ssize_t count = 0;
  do {
    count = ::recv(descriptor_, buffer_.data(), buffer_.size(), 0);
  } while (count < 0 && errno == EINTR);
  begin_ = 0;
  end_ = count > 0 ? static_cast<std::size_t>(count) : 0;
  return count;
}

ssize_t HttpConnection::read(char* into, std::size_t size) {
  if (no_body_) return 0;
  if (budget_ == 0) failed_ = too_large_ = true;
  if (failed_) return -1;
  if (begin_ == end_) {
    const ssize_t count = fill();
    failed_ = count <= 0;
    if (failed_) return count;
  }
  const std::size_t count = std::min({size, end_ - begin_, budget_});
  std::memcpy(into, buffer_.data() + begin_, count);
  begin_ += count;
  budget_ -= count;
  return static_cast<ssize_t>(count);
}

ssize_t HttpConnection::write(const char* from, std::size_t size) {
  std::size_t written = 0;
  while (written < size) {
    if (!is_ready(descriptor_, POLLOUT, kToTakeAResponse)) return -1;
    const ssize_t count = ::send(descriptor_, from + written, size - written, kSendFlags);
    if (count < 0 && errno != EINTR && errno != EAGAIN) return -1;
    if (count > 0) written += static_cast<std::size_t>(count);
  }
  return static_cast<ssize_t>(size);
}

void HttpConnection::linger() {
  ::shutdown(descriptor_, SHUT_WR);
  deadline_ = std::chrono::steady_clock::now() + kToLinger;
  while (fill() > 0) continue;
}

bool HttpConnection::is_connected() const {
  if (!is_ready(descriptor_, POLLIN, milliseconds(0))) return true;
  char byte = 0;
  return ::recv(descriptor_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) != 0;
}

}  // namespace d1mcp::transport
