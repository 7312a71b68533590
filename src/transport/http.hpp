#pragma once

#include <chrono>
#include <memory>

#include "core/result.hpp"
#include "transport/http_options.hpp"
#include "transport/worker_pool.hpp"

namespace d1mcp::transport {

/// MCP over HTTP on a socket of this machine, served by threads of its own from `start` on: one
/// that owns the connections, and `workers` that do what may take long.
class HttpServer {
 public:
  /// Binds and listens. Fails when the address cannot be had (another program has the port), and
  /// refuses to be reachable from other machines without a token. There is a dispatcher for every
  /// level that `options` names; they outlive the server.
  static Result<std::unique_ptr<HttpServer>> start(const HttpDispatchers& dispatchers,
                                                   HttpOptions options);

  /// Stops.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  HttpServer(HttpServer&&) = delete;
  HttpServer& operator=(HttpServer&&) = delete;

  /// The port that is listened on.
  [[nodiscard]] int port() const;

  /// Cancels everything, closes all connections and waits for the threads; a fifth of a second at
  /// most, whatever runs. The second time there is nothing left to do.
  Closed stop();

 private:
  class Parts;

  HttpServer();

  std::unique_ptr<Parts> parts_;
};

}  // namespace d1mcp::transport
