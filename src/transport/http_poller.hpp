#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/result.hpp"

namespace d1mcp::transport {

/// Watches any number of sockets with one thread: by epoll where there is one, elsewhere by poll.
class HttpPoller {
 public:
  /// Fails when there are no file descriptors left.
  static Result<std::unique_ptr<HttpPoller>> create();

  HttpPoller() = default;
  HttpPoller(const HttpPoller&) = delete;
  HttpPoller& operator=(const HttpPoller&) = delete;
  HttpPoller(HttpPoller&&) = delete;
  HttpPoller& operator=(HttpPoller&&) = delete;
  virtual ~HttpPoller() = default;

  /// What is awaited of a socket. One that breaks is ready for both.
  struct Interest {
    bool read = false;
    bool write = false;

    friend bool operator==(const Interest&, const Interest&) = default;
  };

  /// A socket that is ready, by the name given to `watch`.
  struct Ready {
    std::uint64_t name = 0;
    Interest with;
  };

  /// Watches a socket from now on, or for something else than before. False when it cannot be.
  virtual bool watch(int descriptor, std::uint64_t name, Interest interest) = 0;

  /// To be called before the descriptor is closed.
  virtual void forget(int descriptor) = 0;

  /// Waits until a socket is ready, `wake` is called, or `until` has come; without `until` for
  /// ever. What it gives is good until the next call.
  virtual const std::vector<Ready>& wait(
      std::optional<std::chrono::steady_clock::time_point> until) = 0;

  /// Ends the current `wait`, or the next one. May be called from any thread.
  virtual void wake() = 0;
};

/// A pipe by which one thread makes another one's wait end. Both ends never block.
class HttpAlarm {
 public:
  HttpAlarm();
  ~HttpAlarm();
  HttpAlarm(const HttpAlarm&) = delete;
  HttpAlarm& operator=(const HttpAlarm&) = delete;
  HttpAlarm(HttpAlarm&&) = delete;
  HttpAlarm& operator=(HttpAlarm&&) = delete;

  [[nodiscard]] bool is_open() const { return ends_[0] >= 0; }

  /// Becomes readable with `ring`, until `silence`.
  [[nodiscard]] int descriptor() const { return ends_[0]; }

  void ring() const;
  void silence() const;

 private:
  std::array<int, 2> ends_ = {-1, -1};
};

/// What `poll` and `epoll_wait` take: milliseconds, rounded up; -1 for ever.
int patience_until(std::optional<std::chrono::steady_clock::time_point> until);

Error no_descriptors();

}  // namespace d1mcp::transport
