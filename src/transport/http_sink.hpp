#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "transport/http_message.hpp"

namespace d1mcp::transport {

/// Where the response to one request goes: one `respond`, or `begin_stream`, any number of `send`
/// and `end_stream`. Thread-safe; nothing here waits for the client.
class HttpSink {
 public:
  HttpSink() = default;
  HttpSink(const HttpSink&) = delete;
  HttpSink& operator=(const HttpSink&) = delete;
  HttpSink(HttpSink&&) = delete;
  HttpSink& operator=(HttpSink&&) = delete;
  virtual ~HttpSink() = default;

  /// Sends a whole response, which ends this. After the client has left it goes nowhere.
  virtual void respond(HttpResponse response) = 0;

  /// Sends the head of a response whose body comes piece by piece.
  virtual void begin_stream(HttpResponse head) = 0;

  /// Sends a piece of the stream. False when the client has left, or reads so slowly that it is
  /// made to leave; then nothing further reaches it.
  virtual bool send(std::string_view piece) = 0;

  virtual void end_stream() = 0;

  /// `then` is called once, on any thread, when the client leaves before its response has ended;
  /// at once if it has left already. There is room for one such function.
  virtual void when_gone(std::function<void()> then) = 0;
};

}  // namespace d1mcp::transport
