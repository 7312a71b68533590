#pragma once

#include <functional>
#include <string_view>

#include "core/work.hpp"
#include "mcp/log_level.hpp"
#include "mcp/question.hpp"

namespace d1mcp::mcp {

/// The terms of one call. `work.stop` is requested when the client cancels or goes away or the
/// server ends; `work.listener` is set only when the caller asked for progress, and reports made
/// through it become `notifications/progress`. Protocol revision and transport stay unknown to
/// what is called.
struct CallContext {
  Work work;
  Json client_capabilities = Json::object();  ///< As the client declared them.
  Answers answers = {};                       ///< To the Question that the call before gave.

  /// Tells the client, if it listens to messages of this level; may be empty.
  std::function<void(LogLevel level, std::string_view text)> log = {};

  /// Lets go of the stream that the client waits at, where it can come back for the answer; may be
  /// empty.
  std::function<void()> pause = {};

  [[nodiscard]] bool client_can(std::string_view method) const {
    return can_answer(client_capabilities, method);
  }
};

}  // namespace d1mcp::mcp
