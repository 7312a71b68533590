#pragma once

#include <optional>
#include <string_view>

#include "mcp/question.hpp"

namespace d1mcp::mcp {

/// The members of `_meta` that MCP 2026-07-28 defines.
inline constexpr std::string_view kProtocolVersionKey = "io.modelcontextprotocol/protocolVersion";
inline constexpr std::string_view kClientInfoKey = "io.modelcontextprotocol/clientInfo";
inline constexpr std::string_view kClientCapabilitiesKey =
    "io.modelcontextprotocol/clientCapabilities";
inline constexpr std::string_view kLogLevelKey = "io.modelcontextprotocol/logLevel";
inline constexpr std::string_view kSubscriptionIdKey = "io.modelcontextprotocol/subscriptionId";
inline constexpr std::string_view kServerInfoKey = "io.modelcontextprotocol/serverInfo";

/// The member `name` of `object`; null pointer when there is none or `object` is no object. The
/// pointer lives as long as the object is left alone.
const Json* member(const Json& object, std::string_view name);

/// The member of `params._meta`.
const Json* meta_member(const Json& params, std::string_view name);

/// Whether these params speak the stateless era: `_meta` names a protocol version. Nothing else
/// decides the era, no header and no earlier message.
bool is_stateless(const Json& params);

/// `_meta.progressToken`, if it is a string or an integer.
std::optional<Json> progress_token(const Json& params);

}  // namespace d1mcp::mcp
