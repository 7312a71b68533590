#pragma once

#include <optional>
#include <string>

#include "jsonrpc/codec.hpp"
#include "transport/http_message.hpp"

namespace d1mcp::transport {

/// The media type of every JSON body.
inline constexpr const char* kJsonType = "application/json; charset=utf-8";

/// A response without a body.
HttpResponse empty_response(int status);

/// `body` is one line of JSON.
HttpResponse json_response(int status, std::string body);

/// A response whose body is a JSON-RPC error.
HttpResponse fault_response(int status,
                            const std::optional<jsonrpc::Id>& id,
                            const jsonrpc::Fault& fault);

/// The same without an id, for requests that are refused before their body counts.
HttpResponse refusal(int status, jsonrpc::Code code, std::string message);

/// For an Mcp-Session-Id that leads nowhere.
HttpResponse no_such_session();

/// Refuses an MCP-Protocol-Version that is not of the session era; nothing when it is, or is
/// absent.
std::optional<HttpResponse> refuse_version(const HttpHeaders& headers);

}  // namespace d1mcp::transport
