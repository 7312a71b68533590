#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/result.hpp"
#include "jsonrpc/message.hpp"
#include "mcp/call_context.hpp"

namespace d1mcp::mcp {

/// The contents of a resource: an array of objects with `uri`, `mimeType` and `text` or `blob`.
/// Or what must be asked first. Nothing: there is no such resource.
using ResourceRead = std::variant<std::monostate, Json, Question>;

/// What a server offers to be read, by URI. A function that is empty stands for nothing to offer.
struct Resources {
  /// All that can be listed now: Resource objects (`uri`, `name`, …), in a fixed order.
  std::function<Result<Json>(const CallContext&)> list;

  /// ResourceTemplate objects (`uriTemplate`, `name`, …).
  Json templates = Json::array();

  std::function<Result<ResourceRead>(const std::string& uri, const CallContext&)> read;

  /// Whether `list` and what is read may change while the server runs, and the Audience hears of
  /// it.
  bool change = false;
};

}  // namespace d1mcp::mcp
