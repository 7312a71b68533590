// The glue between cpp-httplib, which reads and writes HTTP/1.1, and HttpEndpoint, which knows MCP.
//
// The library's own handling of connections is replaced (`process_and_close_socket` is virtual):
// the one of version 0.11 has no limit on headers and chunked bodies, answers one of several
// pipelined requests, takes an unread body for the next request, and is slow to stop.

#include "transport/http.hpp"

#include <algorithm>
#include <httplib.h>
#include <set>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include "core/log.hpp"
#include "core/mutex.hpp"
#include "core/text.hpp"
#include "transport/http_connection.hpp"
#include "transport/http_endpoint.hpp"
#include "transport/http_responses.hpp"
#include "transport/origin_guard.hpp"

namespace d1mcp::transport {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kIdle{5'000};
constexpr milliseconds kToSendARequest{30'000};
constexpr milliseconds kToStop{400};
constexpr milliseconds kBetweenSigns{15'000};
constexpr std::size_t kRequestsOfAConnection = 1'000'000;  // Only told to clients.
constexpr std::size_t kHeaderBytes = std::size_t{64} * 1024;
constexpr std::size_t kChunkOverhead = std::size_t{64} * 1024;

/// What cpp-httplib reads requests from, and what is known about the current one.
class Client final : public httplib::Stream, public HttpClientPresence {
 public:
  explicit Client(socket_t socket) : socket_(socket), connection_(socket) {}

  [[nodiscard]] HttpConnection& connection() { return connection_; }
  [[nodiscard]] bool is_connected() const override { return connection_.is_connected(); }

  bool is_readable() const override { return true; }
  bool is_writable() const override { return connection_.is_connected(); }
  ssize_t read(char* into, size_t size) override { return connection_.read(into, size); }
  ssize_t write(const char* from, size_t size) override { return connection_.write(from, size); }
  socket_t socket() const override { return socket_; }

  // Only used for headers that this server removes again.
  void get_remote_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  void get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}

  /// The connection must not be used for another request.
  void close_after_this() { closing_ = true; }
  [[nodiscard]] bool is_closing() const { return closing_ || connection_.has_failed(); }

  /// Whether the current request reached the endpoint: one that did not may have left bytes behind.
  void reached() { reached_ = true; }
  bool take_reached() { return std::exchange(reached_, false); }

 private:
  socket_t socket_;
  HttpConnection connection_;
  bool closing_ = false;
  bool reached_ = false;
};

// The connection that the current thread serves: handlers of cpp-httplib are not told.
thread_local Client* current_client = nullptr;

bool has_digits_only(const std::string& text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Decides how much body may be read. Where the length of the body is a matter of opinion, there is
// none, and the connection ends with this request (RFC 9112, 6.3).
void prepare(httplib::Request& request, Client& client, std::size_t max_body) {
  const std::size_t lengths = request.get_header_value_count("Content-Length");
  const std::size_t encodings = request.get_header_value_count("Transfer-Encoding");
  const bool chunked = encodings == 1 && lengths == 0 &&
                       equal_names(request.get_header_value("Transfer-Encoding"), "chunked");
  const bool measured =
      lengths == 1 && encodings == 0 && has_digits_only(request.get_header_value("Content-Length"));
  if (measured || chunked) {
    client.connection().begin_body(max_body + kChunkOverhead);
    if (request.method != "POST") client.close_after_this();
  } else {
    client.connection().begin_no_body();
    if (lengths + encodings > 0 || request.method == "POST") client.close_after_this();
  }
  request.headers.erase("Accept-Encoding");
  request.headers.erase("Content-Encoding");
  request.ranges.clear();
}

HttpRequest translated(const httplib::Request& request) {
  HttpRequest translated{
      .method = request.method, .path = request.path, .headers = {}, .body = request.body};
  for (const auto& [name, value] : request.headers) translated.headers.add(name, value);
  return translated;
}

std::string as_event(const std::string& message) {
  return "event: message\ndata: " + message + "\n\n";
}

// Sends what the exchange has next; false when the client is gone or the server ends.
bool pump(HttpExchange& exchange, const Client& client, httplib::DataSink& sink) {
  const auto send = [&](const std::string& text) { return sink.write(text.data(), text.size()); };
  if (exchange.wait(kBetweenSigns, client) == HttpChannel::Ready::nothing) {
    return !exchange.is_over() && send(": still working\n\n");
  }
  HttpChannel::Event event = exchange.channel()->next();
  if (const auto* notification = std::get_if<std::string>(&event)) {
    return send(as_event(*notification));
  }
  const auto& answer = std::get<mcp::Answer>(event);
  if (answer.ending != mcp::Ending::silent && !send(as_event(answer.message))) return false;
  sink.done();
  return true;
}

void translate(HttpResponse from, Client& client, httplib::Response& to) {
  to.status = from.status;
  std::string type;
  for (const auto& [name, value] : from.headers.all()) {
    if (name == "Content-Type") {
      type = value;
    } else {
      to.set_header(name.c_str(), value);
    }
  }
  if (from.events) {
    to.set_chunked_content_provider(
        type, [exchange = from.events, &client](std::size_t /*offset*/, httplib::DataSink& sink) {
          return pump(*exchange, client, sink);
        });
  } else if (!from.body.empty()) {
    to.set_content(std::move(from.body), type);
  }
}

// What cpp-httplib refuses by itself.
void describe_refusal(const httplib::Request& /*request*/, httplib::Response& response) {
  if (!response.body.empty() || response.status < 400) return;
  if (current_client->connection().is_too_large()) response.status = 413;
  const HttpResponse refused =
      refusal(response.status,
              jsonrpc::Code::invalid_request,
              response.status == 413 ? "the request is larger than this server accepts"
                                     : "this is no request that can be read");
  response.set_content(refused.body, kJsonType);
}

Error cannot_listen(const HttpOptions& options) {
  return Error{.code = ErrorCode::conflict,
               .message = "cannot listen on " + options.host + ":" + std::to_string(options.port),
               .hint = "another program may have the port; choose another one, or 0 for any",
               .place = {}};
}

}  // namespace

class HttpServer::Listener : public httplib::Server {
 public:
  Listener(const mcp::Dispatcher& dispatcher, HttpOptions options)
      : max_body_(options.limits.max_bytes), endpoint_(dispatcher, options) {
    new_task_queue = [connections = options.connections] {
      return new httplib::ThreadPool(connections);
    };
    set_tcp_nodelay(true);
    set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(kIdle).count());
    set_keep_alive_max_count(kRequestsOfAConnection);
    set_payload_max_length(max_body_);
    set_socket_options([](socket_t socket) {
      // Not SO_REUSEPORT, the library's choice: with it a second server would bind the same port.
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    });
    set_error_handler(describe_refusal);
    set_exception_handler([](const auto& request, auto& response, std::exception_ptr) {
      log::error("a request to " + request.path + " failed unexpectedly");
      response.status = 500;
    });
    const Handler answer = [this](const httplib::Request& request, httplib::Response& response) {
      current_client->reached();
      translate(endpoint_.handle(translated(request), *current_client), *current_client, response);
    };
    Get(".*", answer).Post(".*", answer).Put(".*", answer).Patch(".*", answer);
    Delete(".*", answer).Options(".*", answer);
  }

  bool bind(const HttpOptions& options) {
    if (options.port != 0) {
      port_ = bind_to_port(options.host, options.port) ? options.port : -1;
    } else {
      port_ = bind_to_any_port(options.host);
    }
    return port_ > 0;
  }

  void run() {
    thread_ = std::thread([this] { listen_after_bind(); });
    while (!is_running()) std::this_thread::sleep_for(milliseconds(1));
  }

  Closed halt() {
    if (!thread_.joinable()) return Closed::cleanly;
    endpoint_.stop();
    httplib::Server::stop();
    {
      const Lock lock(mutex_);
      stopping_ = true;
      for (const socket_t socket : open_) ::shutdown(socket, SHUT_RDWR);
    }
    thread_.join();
    return endpoint_.close(kToStop);
  }

  [[nodiscard]] int port() const { return port_; }

 private:
  bool process_and_close_socket(socket_t socket) override {
    if (opened(socket)) serve(socket);
    closed(socket);
    return true;
  }

  void serve(socket_t socket) {
    Client client(socket);
    current_client = &client;
    while (!client.is_closing() && client.connection().wait_for_request(kIdle)) {
      client.connection().begin_request(kHeaderBytes, kToSendARequest);
      bool asked_to_close = false;
      const bool done = process_request(
          client, /*close_connection=*/false, asked_to_close, [&](httplib::Request& request) {
            prepare(request, client, max_body_);
          });
      if (!done || !client.take_reached()) client.close_after_this();
      if (asked_to_close) break;
    }
    current_client = nullptr;
    if (client.is_closing()) client.connection().linger();
  }

  bool opened(socket_t socket) {
    const Lock lock(mutex_);
    open_.insert(socket);
    return !stopping_;
  }

  // Closed only when no other thread can shut it down any more: the number may be given out again.
  void closed(socket_t socket) {
    const Lock lock(mutex_);
    open_.erase(socket);
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
  }

  const std::size_t max_body_;
  HttpEndpoint endpoint_;
  int port_ = -1;
  std::thread thread_;
  Mutex mutex_;
  std::set<socket_t> open_ D1MCP_GUARDED_BY(mutex_);
  bool stopping_ D1MCP_GUARDED_BY(mutex_) = false;
};

HttpServer::HttpServer() = default;

HttpServer::~HttpServer() {
  stop();
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(const mcp::Dispatcher& dispatcher,
                                                      HttpOptions options) {
  if (!is_loopback(options.host) && options.token.empty()) {
    return Error{.code = ErrorCode::permission_denied,
                 .message = "listening on " + options.host +
                            " would let other machines in, and no token is set",
                 .hint = "set a token, or listen on 127.0.0.1",
                 .place = {}};
  }
  std::unique_ptr<HttpServer> server(new HttpServer);
  server->listener_ = std::make_unique<Listener>(dispatcher, options);
  if (!server->listener_->bind(options)) return cannot_listen(options);
  server->listener_->run();
  return server;
}

int HttpServer::port() const {
  return listener_->port();
}

Closed HttpServer::stop() {
  return listener_ ? listener_->halt() : Closed::cleanly;
}

}  // namespace d1mcp::transport
