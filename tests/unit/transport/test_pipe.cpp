#include "unit/transport/test_pipe.hpp"

#include <csignal>
#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

namespace d1mcp::transport {
namespace {

void close_end(int& end) {
  if (end >= 0) ::close(end);
  end = -1;
}

}  // namespace

TestPipe::TestPipe() {
  std::signal(SIGPIPE, SIG_IGN);
  EXPECT_EQ(::pipe(ends_.data()), 0);
}

TestPipe::~TestPipe() {
  close_reading_end();
  close_writing_end();
}

void TestPipe::close_reading_end() {
  close_end(ends_[0]);
}

void TestPipe::close_writing_end() {
  close_end(ends_[1]);
}

void TestPipe::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::write(writing_end(), bytes.data(), bytes.size());
    if (count <= 0) return;  // The reader has gone; the test will see that it gets no answer.
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

std::optional<std::string> TestPipe::read_line(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (true) {
    if (const std::size_t end = unread_.find('\n'); end != std::string::npos) {
      std::string line = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      return line;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    pollfd watched{reading_end(), POLLIN, 0};
    if (left.count() <= 0 || ::poll(&watched, 1, static_cast<int>(left.count())) <= 0) return {};
    std::array<char, 65536> chunk{};
    const ssize_t count = ::read(reading_end(), chunk.data(), chunk.size());
    if (count <= 0) return {};
    unread_.append(chunk.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace d1mcp::transport
