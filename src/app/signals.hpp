#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace d1mcp::app {

/// Turns the first SIGINT, SIGTERM or SIGHUP into a stop request, and ends the program at once on a
/// second one. To be made in main before any other thread: they inherit its signal mask. Also
/// ignores SIGPIPE, so that a reader that went away is an error of a write and not the end of the
/// program.
class StopOnSignal {
 public:
  StopOnSignal();
  ~StopOnSignal();
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;
  StopOnSignal(StopOnSignal&&) = delete;
  StopOnSignal& operator=(StopOnSignal&&) = delete;

  [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }

  /// The signal that asked for the stop; 0 when none did.
  [[nodiscard]] int signal() const { return received_; }

 private:
  void wait();

  std::stop_source stop_;
  std::atomic<int> received_{0};
  std::atomic<bool> ending_{false};
  std::thread waiter_;
};

}  // namespace d1mcp::app
