#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/mutex.hpp"
#include "mcp/channel.hpp"
#include "transport/http_event_log.hpp"
#include "transport/http_sink.hpp"

namespace d1mcp::transport {

/// The head of every response that is a stream of events.
HttpResponse event_stream_head();

/// One stream of server-sent events. It outlives the connections that carry it: with a log, events
/// are kept while nobody reads, and a client that comes back gets what it missed. Thread-safe.
class HttpEventStream final : public mcp::Channel {
 public:
  /// A stream that ends with its connection.
  HttpEventStream() = default;

  /// A stream that can be resumed, under a number that is unique in its session.
  HttpEventStream(std::shared_ptr<HttpEventLog> log, std::uint64_t number)
      : log_(std::move(log)), number_(number) {}

  /// From now on events go to `sink`, which must be fresh; a former one is ended.
  void open(std::shared_ptr<HttpSink> sink);

  /// The same for a client that had read everything up to `last`.
  void resume(std::shared_ptr<HttpSink> sink, const HttpEventId& last);

  /// Sends an event, or keeps it for later. Without a reader and a log it is lost.
  void notify(std::string message) override;

  /// Sends the last event and ends.
  void finish(mcp::Answer answer) override;

  /// Lets the client go, which is expected to come back. Does nothing to a stream that cannot be
  /// resumed.
  void pause() override;

  /// Ends without a last event.
  void end();

  /// `sink` leads nowhere any more.
  void lose(const std::shared_ptr<HttpSink>& sink);

  [[nodiscard]] bool is_resumable() const { return log_ != nullptr; }

  /// Whether anybody reads.
  [[nodiscard]] bool is_read() const;

 private:
  void send(const std::string& message) D1MCP_REQUIRES(mutex_);
  void replace(std::shared_ptr<HttpSink> sink) D1MCP_REQUIRES(mutex_);

  const std::shared_ptr<HttpEventLog> log_;
  const std::uint64_t number_ = 0;
  mutable Mutex mutex_;
  std::shared_ptr<HttpSink> sink_ D1MCP_GUARDED_BY(mutex_);
  bool ended_ D1MCP_GUARDED_BY(mutex_) = false;
};

}  // namespace d1mcp::transport
