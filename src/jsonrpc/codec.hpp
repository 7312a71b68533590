#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "jsonrpc/message.hpp"
#include "jsonrpc/parse.hpp"

namespace d1mcp::jsonrpc {

/// A text that is no message. The answer is an error that names the id when the text shows one.
struct Malformed {
  std::optional<Id> id;
  Fault fault;
};

/// Several messages in one text, each right or wrong by itself; never empty.
struct Batch {
  std::vector<std::variant<Message, Malformed>> items;
};

using Decoded = std::variant<Message, Batch, Malformed>;

/// Reads what one line or one HTTP body holds. Text that is no JSON is `parse_error`; text beyond a
/// limit, and JSON that is no JSON-RPC 2.0 message, is `invalid_request`. A message with `result`
/// or `error` and no `method` is always a Response.
Decoded decode(std::string_view text, const Limits& limits);

/// What takes the place of a message beyond `limits.max_bytes` that was not kept.
Malformed too_large(std::optional<Id> id, const Limits& limits);

/// The texts that leave: compact, on one line, always valid UTF-8 (anything else becomes U+FFFD).
std::string encode_result(const Id& id, const Json& result);

/// Without an id the member is left out: the MCP schemas do not admit null.
std::string encode_fault(const std::optional<Id>& id, const Fault& fault);

std::string encode_notification(std::string_view method, const Json& params);

/// A request of this side.
std::string encode_request(const Id& id, std::string_view method, const Json& params);

/// `value` as one line of valid UTF-8.
std::string to_line(const Json& value);

/// An id as a person reads it: 7 or "abc".
std::string to_text(const Id& id);

/// The id in `value`, if it is an integer of 64 bits or a string.
std::optional<Id> id_of(const Json& value);

}  // namespace d1mcp::jsonrpc
