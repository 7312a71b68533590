#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "jsonrpc/message.hpp"
#include "mcp/conversation.hpp"
#include "mcp/era.hpp"
#include "mcp/server.hpp"
#include "mcp/session_era.hpp"

namespace d1mcp::mcp {

/// What a method gives: its result, or a JSON-RPC error.
using Outcome = std::variant<Json, jsonrpc::Fault>;

/// One admitted request, as its method sees it.
struct Call {
  const Server& server;
  const jsonrpc::Request& request;
  const Terms& terms;
  const Conversation& conversation;
};

using Handler = Outcome (*)(const Call& call);

/// A method of the session era that reads or changes the session. A stateless request cannot reach
/// one, because it has no session to give.
using SessionHandler = Outcome (*)(const Call& call, SessionEra& session);

/// In which eras a method exists.
enum class Spoken { in_sessions, stateless, always };

/// Whether a method is carried out as it arrives, in order, or may run beside others.
enum class Pace { at_once, may_take_long };

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
