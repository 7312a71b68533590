#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "jsonrpc/codec.hpp"
#include "mcp/dispatcher.hpp"
#include "transport/http_exchange.hpp"
#include "transport/http_message.hpp"
#include "transport/http_options.hpp"
#include "transport/http_sessions.hpp"
#include "transport/origin_guard.hpp"
#include "transport/worker_pool.hpp"

namespace d1mcp::transport {

/// MCP over HTTP ("Streamable HTTP") without the sockets: what to answer to each request.
/// Thread-safe.
///
/// POST takes one message, or a batch where the session's revision has them. The answer is JSON; it
/// becomes a stream of events when the request has something to say before it. A stateless request
/// stands for itself; one of the session era belongs to the session named by Mcp-Session-Id, which
/// `initialize` opens and DELETE ends. There is no stream for GET.
class HttpEndpoint {
 public:
  /// The dispatcher outlives the endpoint.
  HttpEndpoint(const mcp::Dispatcher& dispatcher, HttpOptions options);

  /// Waits for the answer, or for the first thing to be streamed. `client` is asked now and then
  /// whether it is still there.
  HttpResponse handle(const HttpRequest& request, const HttpClientPresence& client);

  /// Cancels everything; requests that wait are answered at once with 503.
  void stop();

  /// After `stop`: waits for the work to end, see WorkerPool.
  Closed close(std::chrono::milliseconds patience) { return pool_.close(patience); }

 private:
  /// A POST on its way through the checks.
  struct Post {
    const HttpRequest& request;
    const HttpClientPresence& client;
    jsonrpc::Decoded decoded;
  };

  HttpResponse route(const HttpRequest& request, const HttpClientPresence& client);
  [[nodiscard]] bool is_authorized(const HttpRequest& request) const;
  HttpResponse end_session(const HttpRequest& request);

  // In http_post.cpp.
  HttpResponse post(const HttpRequest& request, const HttpClientPresence& client);
  HttpResponse post_in_session(Post post);
  HttpResponse open_session(Post post);
  HttpResponse deliver(Post post, std::shared_ptr<mcp::Peer> peer, mcp::EraName era);

  const mcp::Dispatcher& dispatcher_;
  const HttpOptions options_;
  const OriginGuard guard_;
  HttpSessions sessions_;
  std::atomic<bool> stopping_{false};
  WorkerPool pool_;
};

}  // namespace d1mcp::transport
