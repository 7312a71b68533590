#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>

#include "core/mutex.hpp"
#include "transport/wake_pipe.hpp"

namespace d1mcp::transport {

/// Writes whole lines to a descriptor, one at a time. Thread-safe. SIGPIPE has to be ignored by the
/// program.
class LineWriter {
 public:
  /// The descriptor stays the caller's.
  explicit LineWriter(int descriptor) : descriptor_(descriptor) {}

  /// Writes `line`, which holds no line end, and '\n'. Waits while the other side does not read.
  /// False when the line could not be written to its end; so it is for every line from then on.
  bool write(std::string line);

  /// From `patience` from now on nothing is waited for any more; also wakes a writer that waits.
  /// Only the first call counts.
  void finish_within(std::chrono::milliseconds patience);

 private:
  using Clock = std::chrono::steady_clock;

  bool write_all(std::string_view bytes);
  [[nodiscard]] bool wait_until_writable();

  int descriptor_;
  WakePipe deadline_was_set_;
  std::atomic<Clock::rep> deadline_{0};  // Since the clock's epoch; 0 means none.
  Mutex mutex_;
  bool broken_ D1MCP_GUARDED_BY(mutex_) = false;
};

}  // namespace d1mcp::transport
