#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <thread>
#include <unordered_map>

#include "core/result.hpp"
#include "transport/http_connection.hpp"
#include "transport/http_poller.hpp"
#include "transport/http_socket.hpp"

namespace d1mcp::transport {

/// One thread that owns every connection of a server: it accepts, reads, hands each request to the
/// handler, and writes what comes back. It sleeps until something happens or a client has kept it
/// waiting for too long.
class HttpLoop {
 public:
  struct Options {
    HttpLimits limits = {};
    HttpPatience patience = {};
    std::size_t connections = 1024;  ///< Further ones are answered 503 and closed.
  };

  /// Serves the connections of `listener` from now on. The handler is called on the loop's thread
  /// and must be quick.
  static Result<std::unique_ptr<HttpLoop>> start(HttpSocket listener,
                                                 const Options& options,
                                                 HttpHandler handler);

  /// Stops.
  ~HttpLoop();
  HttpLoop(const HttpLoop&) = delete;
  HttpLoop& operator=(const HttpLoop&) = delete;
  HttpLoop(HttpLoop&&) = delete;
  HttpLoop& operator=(HttpLoop&&) = delete;

  /// Closes everything and waits for the thread. Clients that wait for a response are told.
  void stop();

 private:
  using Clock = std::chrono::steady_clock;
  class Bell;

  struct Entry {
    std::unique_ptr<HttpConnection> connection;
    HttpPoller::Interest watched;
    std::size_t kept = 0;
  };
  using Entries = std::unordered_map<std::uint64_t, Entry>;

  HttpLoop(HttpSocket listener,
           const Options& options,
           HttpHandler handler,
           std::unique_ptr<HttpPoller> poller);

  void run();
  void accept_some();
  void add(HttpSocket socket);
  void serve(const HttpPoller::Ready& ready);
  void collect_rung();
  void settle(Entries::iterator entry);
  void expire_due();
  void listen(bool listening);

  HttpSocket listener_;
  const std::size_t most_connections_;
  const std::size_t most_kept_;
  HttpConnection::Common common_;
  std::unique_ptr<HttpPoller> poller_;
  std::shared_ptr<Bell> bell_;
  std::atomic<bool> stopping_{false};
  bool listening_ = false;
  std::uint64_t last_name_ = 0;
  std::size_t kept_ = 0;  // Bytes of requests in all connections.
  Entries entries_;
  Clock::time_point next_deadline_ = Clock::time_point::max();  // No deadline is earlier.
  std::array<char, std::size_t{64} * 1024> buffer_{};
  std::thread thread_;
};

}  // namespace d1mcp::transport
