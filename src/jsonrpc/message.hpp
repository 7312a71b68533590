#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "jsonrpc/json.hpp"

namespace d1mcp::jsonrpc {

/// What names a request. Null and fractions, which JSON-RPC merely discourages, MCP forbids; an
/// answer repeats the id with its type.
using Id = std::variant<std::int64_t, std::string>;

/// The error codes of JSON-RPC 2.0 (section 5.1) and of MCP 2026-07-28. The two -3200x codes are
/// what the session revisions use over HTTP.
enum class Code : int {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  header_mismatch = -32020,
  missing_client_capability = -32021,
  unsupported_protocol_version = -32022,
  server_error = -32000,
  session_not_found = -32001,
};

/// A JSON-RPC error object. `data` is left out when null.
struct Fault {
  Code code = Code::internal_error;
  std::string message;
  Json data = nullptr;
};

/// `params` is always an object: MCP has no positional parameters, and absent ones are empty.
struct Request {
  Id id;
  std::string method;
  Json params = Json::object();
};

struct Notification {
  std::string method;
  Json params = Json::object();
};

/// The other side's answer to a request of ours. It is never answered, however wrong it is, or two
/// programs could exchange errors for ever. Without an id it answers nothing we sent.
struct Response {
  std::optional<Id> id;
  Json result = nullptr;
  std::optional<Fault> error;
};

using Message = std::variant<Request, Notification, Response>;

}  // namespace d1mcp::jsonrpc
