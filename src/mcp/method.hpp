#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <variant>

#include "jsonrpc/message.hpp"
#include "mcp/call_context.hpp"
#include "mcp/conversation.hpp"
#include "mcp/era.hpp"
#include "mcp/peer.hpp"
#include "mcp/reply.hpp"
#include "mcp/server.hpp"
#include "mcp/session_era.hpp"
#include "mcp/task_store.hpp"

namespace d1mcp::mcp {

/// A result that is sent at once although work goes on: `rest` is run after it on the same thread.
struct Deferred {
  Json result;
  std::function<void()> rest;
};

/// A request that stays open: whoever takes it has the duty to answer.
struct KeptOpen {
  std::function<void(std::shared_ptr<Pending> pending, Reply reply)> take;
};

/// What a method gives: its result, a JSON-RPC error, what must be asked before it is tried again,
/// or something that outlasts the method.
using Outcome = std::variant<Json, jsonrpc::Fault, Question, Deferred, KeptOpen>;

/// One admitted request, as its method sees it.
struct Call {
  const Server& server;
  const jsonrpc::Request& request;
  const Terms& terms;
  const Conversation& conversation;
  const Answers& answers;
  TaskStore& tasks;
  const std::shared_ptr<Peer>& peer;

  /// The terms for what a method calls.
  [[nodiscard]] CallContext context() const;
};

using Handler = Outcome (*)(const Call& call);

/// A method of the session era that reads or changes the session. A stateless request cannot reach
/// one, because it has no session to give.
using SessionHandler = Outcome (*)(const Call& call, SessionEra& session);

/// In which eras a method exists.
enum class Spoken { in_sessions, stateless, always };

/// When a method is carried out, and when it is answered.
enum class Pace {
  at_once,        ///< As it arrives, in order.
  may_take_long,  ///< On a thread of its own, beside others.
  stays_open,     ///< As it arrives; the answer is the end of what is sent until then.
};

/// One row of the method table.
struct Method {
  std::string_view name;
  Spoken spoken = Spoken::always;
  Pace pace = Pace::at_once;
  Caching caching = Caching::none;
  std::variant<Handler, SessionHandler> handler;
};

/// Every method this server has.
std::span<const Method> all_methods();

/// Null when `era` has no such method.
const Method* find_method(std::string_view name, EraName era);

}  // namespace d1mcp::mcp
