#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <optional>
#include <string>
#include <variant>

#include "core/mutex.hpp"
#include "mcp/channel.hpp"

namespace d1mcp::transport {

/// Carries what a request has to say from the thread that works on it to the thread that writes the
/// response.
class HttpChannel final : public mcp::Channel {
 public:
  /// A notification, or the end of the request, which is the last event.
  using Event = std::variant<std::string, mcp::Answer>;

  void notify(std::string message) override;
  void finish(mcp::Answer answer) override;

  /// What `next` would give.
  enum class Ready { nothing, notification, answer };

  /// Waits until there is something to send, for at most `patience`. Notifications come first.
  Ready wait(std::chrono::milliseconds patience);

  /// Takes what `wait` told of; there must be something.
  Event next();

  /// From now on only the answer is of interest: notifications are dropped.
  void drop_notifications();

 private:
  [[nodiscard]] Ready ready() const D1MCP_REQUIRES(mutex_);

  Mutex mutex_;
  std::condition_variable_any changed_;
  bool dropping_ D1MCP_GUARDED_BY(mutex_) = false;
  std::deque<std::string> notifications_ D1MCP_GUARDED_BY(mutex_);
  std::optional<mcp::Answer> answer_ D1MCP_GUARDED_BY(mutex_);
};

}  // namespace d1mcp::transport
