#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace d1mcp::transport {

/// A pipe whose ends a test reads and writes with time limits.
class TestPipe {
 public:
  TestPipe();
  ~TestPipe();
  TestPipe(const TestPipe&) = delete;
  TestPipe& operator=(const TestPipe&) = delete;
  TestPipe(TestPipe&&) = delete;
  TestPipe& operator=(TestPipe&&) = delete;

  [[nodiscard]] int reading_end() const { return ends_[0]; }
  [[nodiscard]] int writing_end() const { return ends_[1]; }

  void write(std::string_view bytes) const;
  void write_line(std::string_view line) const { write(std::string(line) + "\n"); }

  /// The next line; nothing when none comes in time.
  std::optional<std::string> read_line(
      std::chrono::milliseconds patience = std::chrono::seconds(20));

  void close_reading_end();
  void close_writing_end();

 private:
  std::array<int, 2> ends_ = {-1, -1};
  std::string unread_;
};

}  // namespace d1mcp::transport
