#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/work.hpp"
#include "mcp/era.hpp"
#include "mcp/in_flight.hpp"

namespace d1mcp::mcp {

/// What a running request may say before it is answered, as far as its client wants to hear it.
class Conversation {
 public:
  /// `name` names this server in log messages.
  Conversation(std::shared_ptr<Pending> pending, const Terms& terms, std::string name);

  /// Sends `notifications/message`, if messages of this level are wanted.
  void log(LogLevel level, std::string_view text) const;

  /// `log` for whoever may outlive this conversation.
  [[nodiscard]] std::function<void(LogLevel, std::string_view)> logger() const;

  /// See Channel::pause.
  [[nodiscard]] std::function<void()> pauser() const;

  /// The terms on which work for this request runs: its stop token, and a listener if the caller
  /// asked for progress. The listener may be called from any thread and outlive the request.
  [[nodiscard]] Work work() const;

 private:
  std::shared_ptr<Pending> pending_;
  const Terms& terms_;
  std::string name_;
};

}  // namespace d1mcp::mcp
