#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "transport/http_poller.hpp"
#include "transport/http_request_reader.hpp"
#include "transport/http_socket.hpp"
#include "transport/http_turn.hpp"

namespace d1mcp::transport {

/// For how long clients are waited for.
struct HttpPatience {
  std::chrono::milliseconds idle = std::chrono::minutes(5);            ///< For a next request.
  std::chrono::milliseconds to_send = std::chrono::seconds(30);        ///< A whole request.
  std::chrono::milliseconds to_read = std::chrono::seconds(30);        ///< More of a response.
  std::chrono::milliseconds to_close = std::chrono::seconds(1);        ///< After the last response.
  std::chrono::milliseconds between_pings = std::chrono::seconds(15);  ///< In a silent stream.
};

/// Answers one request through its sink, at once or later, on any thread. Must not throw.
using HttpHandler = std::function<void(HttpRequest request, std::shared_ptr<HttpSink> sink)>;

/// One accepted connection: requests in, one at a time, responses out. It holds no thread; its
/// owner calls it when something has happened, always on the same thread.
class HttpConnection {
 public:
  /// What all connections of a server share; outlives them.
  struct Common {
    HttpParser parser;
    HttpLimits limits;
    HttpPatience patience;
    HttpHandler handler;
  };

  /// `ring` makes the owner call `collect`, see HttpTurn.
  HttpConnection(HttpSocket socket, Common& common, std::function<void()> ring);

  /// Whoever still answers is told that the client has gone.
  ~HttpConnection();
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;
  HttpConnection(HttpConnection&&) = delete;
  HttpConnection& operator=(HttpConnection&&) = delete;

  /// The socket can be read; `buffer` is only for this call.
  void receive(std::span<char> buffer);

  /// The socket can be written.
  void flush();

  /// A response has bytes to send.
  void collect();

  /// `deadline()` has come.
  void expire();

  /// Answers with a refusal instead of going on, and ends.
  void refuse(int status, std::string message);

  [[nodiscard]] int descriptor() const { return socket_.descriptor(); }
  [[nodiscard]] HttpPoller::Interest interest() const;
  [[nodiscard]] std::chrono::steady_clock::time_point deadline() const { return deadline_; }
  [[nodiscard]] bool is_over() const { return over_; }

  /// The server ends: a client that waits for a response is told so, if it can be done at once.
  void end();

  /// How many bytes of requests it keeps.
  [[nodiscard]] std::size_t kept_bytes() const { return reader_.size(); }

 private:
  using Clock = std::chrono::steady_clock;

  /// What the deadline is about.
  enum class Wait { next_request, rest_of_request, answer, events, client_reading, client_closing };

  void advance();
  void begin(HttpRequest request);
  void take_output();
  void write_out();
  void at_end_of_input();
  [[nodiscard]] Wait current_wait() const;
  void update_deadline();
  [[nodiscard]] bool has_unsent() const { return sent_ < out_.size(); }

  HttpSocket socket_;
  const std::string client_ = socket_.peer();
  Common& common_;
  const std::function<void()> ring_;
  HttpRequestReader reader_;
  std::shared_ptr<HttpTurn> turn_;  // Set while a request is being answered.
  bool streaming_ = false;
  std::string out_;
  std::size_t sent_ = 0;  // Of `out_`.
  bool closing_ = false;  // What comes in is only read over.
  bool input_ended_ = false;
  bool output_ended_ = false;
  bool over_ = false;
  Wait wait_ = Wait::next_request;
  bool progressed_ = true;  // Since the deadline was last updated.
  Clock::time_point deadline_;
};

}  // namespace d1mcp::transport
