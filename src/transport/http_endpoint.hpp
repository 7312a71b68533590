#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>

#include "jsonrpc/codec.hpp"
#include "mcp/dispatcher.hpp"
#include "transport/http_clients.hpp"
#include "transport/http_exchange.hpp"
#include "transport/http_message.hpp"
#include "transport/http_options.hpp"
#include "transport/http_sessions.hpp"
#include "transport/http_sink.hpp"
#include "transport/http_tokens.hpp"
#include "transport/origin_guard.hpp"
#include "transport/worker_pool.hpp"

namespace d1mcp::transport {

/// MCP over HTTP ("Streamable HTTP") without the sockets: what to answer to each request.
/// Thread-safe.
///
/// POST takes one message, or a batch where the session's revision has them. The answer is JSON; it
/// becomes a stream of events when the request has something to say before it. A stateless request
/// stands for itself; one of the session era belongs to the session named by Mcp-Session-Id, which
/// `initialize` opens and DELETE ends. GET is the session's stream for what belongs to no request,
/// and the way back to a stream that was lost.
class HttpEndpoint {
 public:
  /// There is a dispatcher for every level that `options` names; they outlive the endpoint.
  HttpEndpoint(const HttpDispatchers& dispatchers, HttpOptions options);

  /// Answers through `sink`, at once or when the work is done; never waits for that.
  void handle(const HttpRequest& request, std::shared_ptr<HttpSink> sink);

  /// Ends all sessions; what comes afterwards is refused.
  void stop();

  /// After `stop`: waits for the work to end, see WorkerPool.
  Closed close(std::chrono::milliseconds patience) { return pool_.close(patience); }

 private:
  /// A request on its way through the checks.
  struct Visit {
    const HttpRequest& request;
    std::shared_ptr<HttpSink> sink;
    Access access;
  };

  /// What to respond; nothing when the sink has been given to whoever will.
  using Response = std::optional<HttpResponse>;

  Response route(const HttpRequest& request, const std::shared_ptr<HttpSink>& sink);
  Response end_session(const Visit& visit);

  // In http_get.cpp.
  Response get(const Visit& visit);

  // In http_post.cpp.
  Response post(const Visit& visit);
  Response post_in_session(const Visit& visit, jsonrpc::Decoded decoded);
  Response open_session(const Visit& visit, jsonrpc::Decoded decoded);
  Response deliver(const Visit& visit,
                   jsonrpc::Decoded decoded,
                   const std::shared_ptr<mcp::Peer>& peer,
                   const std::shared_ptr<HttpSession>& session);

  const HttpDispatchers& dispatchers_;
  const HttpOptions options_;
  const OriginGuard guard_;
  const HttpTokens tokens_;
  HttpSessions sessions_;
  HttpClients clients_;
  std::atomic<bool> stopping_{false};
  WorkerPool pool_;
};

}  // namespace d1mcp::transport
