#pragma once

#include <array>

namespace d1mcp::transport {

/// Ends a poll() from another thread or from a stop callback: `descriptor()` becomes readable at
/// the first `wake()` and stays so. Without any free descriptors it never becomes readable.
class WakePipe {
 public:
  WakePipe();
  ~WakePipe();
  WakePipe(const WakePipe&) = delete;
  WakePipe& operator=(const WakePipe&) = delete;
  WakePipe(WakePipe&&) = delete;
  WakePipe& operator=(WakePipe&&) = delete;

  [[nodiscard]] int descriptor() const { return ends_[0]; }

  /// May be called from any thread, and again.
  void wake();

 private:
  std::array<int, 2> ends_ = {-1, -1};
};

}  // namespace d1mcp::transport
