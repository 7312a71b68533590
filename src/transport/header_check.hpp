#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "jsonrpc/message.hpp"
#include "mcp/catalog.hpp"
#include "transport/http_message.hpp"

namespace d1mcp::transport {

/// Holds the headers that repeat parts of a stateless request (MCP 2026-07-28, Streamable HTTP)
/// against its body: MCP-Protocol-Version, Mcp-Method, and Mcp-Name where the method has a name, a
/// URI or a task to repeat. Intermediaries act on the headers, the server on the body; where the
/// two disagree, the request is refused with `header_mismatch`.
std::optional<jsonrpc::Fault> check_headers(const HttpHeaders& headers,
                                            const jsonrpc::Request& request);

/// The same for Mcp-Param-NAME, which repeats the argument of a tool call whose schema says
/// `x-mcp-header: NAME`. A tool that is not in `tools` is not the headers' problem.
std::optional<jsonrpc::Fault> check_param_headers(const HttpHeaders& headers,
                                                  const jsonrpc::Request& request,
                                                  const mcp::Catalog& tools);

/// A header value as it was meant: `=?base64?…?=` is decoded; anything else stands for itself.
/// Nothing when it is in that form but not base64 of UTF-8.
std::optional<std::string> decode_header_value(std::string_view value);

}  // namespace d1mcp::transport
