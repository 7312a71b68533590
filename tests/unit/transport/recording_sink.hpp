#pragma once

#include <condition_variable>
#include <functional>
#include <string>
#include <string_view>

#include "core/mutex.hpp"
#include "transport/http_sink.hpp"

namespace d1mcp::transport {

/// Keeps the response to one request, in place of a connection. What waits gives up after 20
/// seconds.
class RecordingSink final : public HttpSink {
 public:
  RecordingSink() = default;

  /// What is said in it belongs to the conversation `between`; see mcp::log_message.
  explicit RecordingSink(const void* between) : between_(between) {}

  void respond(HttpResponse response) override;
  void begin_stream(HttpResponse head) override;
  bool send(std::string_view piece) override;
  void end_stream() override;
  void when_gone(std::function<void()> then) override;

  /// Waits for the end of the response. The body of a stream is all that was sent.
  HttpResponse response();

  /// Waits until the stream holds `text`, and gives all of it.
  std::string wait_for(std::string_view text);

  [[nodiscard]] bool is_stream() const;
  [[nodiscard]] bool has_ended() const;

  /// The client goes.
  void leave();

 private:
  void log(std::string_view body) const;

  const void* const between_ = nullptr;
  mutable Mutex mutex_;
  std::condition_variable_any changed_;
  HttpResponse response_ D1MCP_GUARDED_BY(mutex_);
  bool streaming_ D1MCP_GUARDED_BY(mutex_) = false;
  bool ended_ D1MCP_GUARDED_BY(mutex_) = false;
  bool gone_ D1MCP_GUARDED_BY(mutex_) = false;
  std::function<void()> when_gone_ D1MCP_GUARDED_BY(mutex_);
};

}  // namespace d1mcp::transport
