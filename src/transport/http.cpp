#include "transport/http.hpp"

#include <utility>

#include "transport/http_endpoint.hpp"
#include "transport/http_loop.hpp"
#include "transport/origin_guard.hpp"

namespace d1mcp::transport {
namespace {

constexpr std::chrono::milliseconds kToStop{150};

HttpLoop::Options loop_options(const HttpOptions& options) {
  HttpLoop::Options made;
  made.limits.body_bytes = options.limits.max_bytes;
  made.connections = options.connections;
  return made;
}

}  // namespace

class HttpServer::Parts {
 public:
  Parts(const HttpDispatchers& dispatchers, const HttpOptions& options)
      : endpoint_(dispatchers, options) {}

  Status start(const HttpOptions& options) {
    TRY_ASSIGN(HttpSocket listener, HttpSocket::listen(options.host, options.port));
    port_ = listener.port();
    TRY_ASSIGN(loop_,
               HttpLoop::start(std::move(listener),
                               loop_options(options),
                               [this](const HttpRequest& request, std::shared_ptr<HttpSink> sink) {
                                 endpoint_.handle(request, std::move(sink));
                               }));
    return {};
  }

  // Connections first, whose clients are told that the server ends.
  Closed stop() {
    if (!loop_) return Closed::cleanly;
    loop_->stop();
    endpoint_.stop();
    return endpoint_.close(kToStop);
  }

  [[nodiscard]] int port() const { return port_; }

 private:
  HttpEndpoint endpoint_;
  std::unique_ptr<HttpLoop> loop_;
  int port_ = 0;
};

HttpServer::HttpServer() = default;

HttpServer::~HttpServer() {
  stop();
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(const HttpDispatchers& dispatchers,
                                                      HttpOptions options) {
  if (!is_loopback(options.host) && options.tokens.empty()) {
    return Error{.code = ErrorCode::permission_denied,
                 .message = "listening on " + options.host +
                            " would let other machines in, and no token is set",
                 .hint = "set a token (--token-file, or D1MCP_TOKEN), or listen on 127.0.0.1",
                 .place = {}};
  }
  std::unique_ptr<HttpServer> server(new HttpServer);
  server->parts_ = std::make_unique<Parts>(dispatchers, options);
  TRY(server->parts_->start(options));
  return server;
}

int HttpServer::port() const {
  return parts_->port();
}

Closed HttpServer::stop() {
  return parts_ ? parts_->stop() : Closed::cleanly;
}

}  // namespace d1mcp::transport
