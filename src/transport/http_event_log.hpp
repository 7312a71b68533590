#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/mutex.hpp"

namespace d1mcp::transport {

/// Which event of which stream; on the wire "STREAM-NUMBER". Numbers are unique in a session and
/// grow.
struct HttpEventId {
  std::uint64_t stream = 0;
  std::uint64_t number = 0;

  friend bool operator==(const HttpEventId&, const HttpEventId&) = default;
};

std::string to_string(const HttpEventId& id);

/// Nothing when a client made it up.
std::optional<HttpEventId> parse_event_id(std::string_view text);

/// One server-sent event, as it goes over the wire. Without an id it cannot be asked for again.
/// `message` holds no line break.
std::string event_text(std::string_view message, const std::optional<HttpEventId>& id);

/// The events that a session sent last, for clients that lost their connection. Beyond its limits
/// the oldest are forgotten. Thread-safe.
class HttpEventLog {
 public:
  struct Limits {
    std::size_t events = 256;
    std::size_t bytes = std::size_t{1024} * 1024;
  };

  HttpEventLog() : HttpEventLog(Limits{}) {}
  explicit HttpEventLog(Limits limits) : limits_(limits) {}

  /// Keeps a message of a stream, and gives the event it became. The newest event is kept whatever
  /// its size.
  std::string add(std::uint64_t stream, std::string_view message);

  /// The event with which a stream begins: an id to come back with, no message, and how long to
  /// wait before coming back (MCP 2025-11-25).
  std::string priming(std::uint64_t stream);

  /// What was sent on the stream of `last` after it.
  [[nodiscard]] std::vector<std::string> after(const HttpEventId& last) const;

 private:
  struct Event {
    HttpEventId id;
    std::string text;
  };

  const Limits limits_;
  mutable Mutex mutex_;
  std::uint64_t last_number_ D1MCP_GUARDED_BY(mutex_) = 0;
  std::size_t bytes_ D1MCP_GUARDED_BY(mutex_) = 0;
  std::deque<Event> events_ D1MCP_GUARDED_BY(mutex_);
};

}  // namespace d1mcp::transport
