#pragma once

#include <optional>
#include <string>

#include "jsonrpc/codec.hpp"
#include "transport/http_message.hpp"

namespace d1mcp::transport {

/// The media type of every JSON body. The charset keeps cpp-httplib from compressing it with brotli
/// at its highest and slowest level.
inline constexpr const char* kJsonType = "application/json; charset=utf-8";

/// `body` is one line of JSON.
HttpResponse json_response(int status, std::string body);

/// A response whose body is a JSON-RPC error.
HttpResponse fault_response(int status,
                            const std::optional<jsonrpc::Id>& id,
                            const jsonrpc::Fault& fault);

/// The same without an id, for requests that are refused before their body counts.
HttpResponse refusal(int status, jsonrpc::Code code, std::string message);

}  // namespace d1mcp::transport
