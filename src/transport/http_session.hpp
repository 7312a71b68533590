#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "core/access.hpp"
#include "core/mutex.hpp"
#include "mcp/peer.hpp"
#include "transport/http_event_stream.hpp"

namespace d1mcp::transport {

/// One session of the session era over HTTP: its peer, at which level of access it was opened, and
/// its streams of events. Thread-safe.
///
/// There is one stream for what belongs to no request (GET), and one for each POST that is answered
/// by events. From 2025-11-25 on a client that lost a stream can come back for the rest.
class HttpSession {
 public:
  HttpSession(std::shared_ptr<mcp::Peer> peer, Access access)
      : peer_(std::move(peer)), access_(access) {}

  [[nodiscard]] const std::shared_ptr<mcp::Peer>& peer() const { return peer_; }
  [[nodiscard]] Access access() const { return access_; }

  /// Whether the revision of the session has streams that can be resumed.
  [[nodiscard]] bool is_resumable() const;

  /// A stream for one POST.
  std::shared_ptr<HttpEventStream> new_stream();

  /// Makes `sink` the stream for what belongs to no request. A former one is ended: its client may
  /// have lost it without this side noticing, and must not be kept from coming back.
  void listen(const std::shared_ptr<HttpSink>& sink);

  /// Goes on with the stream of an event that the client has read. One that has ended gives what is
  /// left of it.
  void resume(const std::shared_ptr<HttpSink>& sink, const HttpEventId& last);

  /// Whether a request runs or somebody listens.
  [[nodiscard]] bool is_in_use() const;

  /// Ends the stream of `listen`.
  void stop_listening();

  /// Cancels what runs and ends the streams.
  void end();

 private:
  std::shared_ptr<HttpEventStream> make_stream(std::uint64_t number) const;
  std::shared_ptr<HttpEventStream> outlet();
  void attach(const std::shared_ptr<HttpEventStream>& outlet,
              const std::shared_ptr<HttpSink>& sink);
  std::shared_ptr<HttpEventStream> find_stream(std::uint64_t number);

  const std::shared_ptr<mcp::Peer> peer_;
  const Access access_;
  const std::shared_ptr<HttpEventLog> log_ = std::make_shared<HttpEventLog>();
  mutable Mutex mutex_;
  std::shared_ptr<HttpEventStream> outlet_ D1MCP_GUARDED_BY(mutex_);
  std::uint64_t last_stream_ D1MCP_GUARDED_BY(mutex_) = 0;
  // Streams of POSTs that are not answered yet.
  std::map<std::uint64_t, std::weak_ptr<HttpEventStream>> streams_ D1MCP_GUARDED_BY(mutex_);
};

}  // namespace d1mcp::transport
