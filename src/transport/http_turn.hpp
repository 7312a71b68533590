#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "core/mutex.hpp"
#include "transport/http_sink.hpp"
#include "transport/http_writer.hpp"

namespace d1mcp::transport {

/// One request's turn on its connection: gathers the bytes of the response, from whatever threads
/// they come, for the thread that owns the connection.
class HttpTurn final : public HttpSink {
 public:
  /// A stream whose client has so many bytes still to read is given up.
  static constexpr std::size_t kMostUnread = std::size_t{1024} * 1024;

  /// `ring` tells the owner of the connection that there is something to take. It may be called on
  /// any thread, outlives the turn and must not call back.
  HttpTurn(HttpForm form, std::function<void()> ring) : form_(form), ring_(std::move(ring)) {}

  void respond(HttpResponse response) override;
  void begin_stream(HttpResponse head) override;
  bool send(std::string_view piece) override;
  void end_stream() override;
  void when_gone(std::function<void()> then) override;

  // For the owner of the connection:

  /// Whether the connection can be used for another request afterwards.
  enum class State { waiting, streaming, ended, too_slow, gone };

  /// What is to be sent, and whether more will come.
  struct Output {
    std::string bytes;
    State state = State::waiting;
  };
  Output take();

  /// So many of the bytes that were taken have not left yet.
  void set_unsent(std::size_t bytes);

  /// The client has left, or there is no way to reach it any more.
  void leave();

  [[nodiscard]] const HttpForm& form() const { return form_; }

 private:
  const HttpForm form_;
  const std::function<void()> ring_;
  Mutex mutex_;
  State state_ D1MCP_GUARDED_BY(mutex_) = State::waiting;
  std::string pending_ D1MCP_GUARDED_BY(mutex_);
  std::size_t unsent_ D1MCP_GUARDED_BY(mutex_) = 0;
  std::function<void()> when_gone_ D1MCP_GUARDED_BY(mutex_);
};

}  // namespace d1mcp::transport
