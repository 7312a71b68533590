#include "transport/header_check.hpp"

#include <array>

#include "core/encoding.hpp"
#include "core/text.hpp"
#include "mcp/meta.hpp"

namespace d1mcp::transport {
namespace {

using jsonrpc::Fault;

struct NamedBy {
  std::string_view method;
  std::string_view param;
};

// Which param of a method Mcp-Name repeats.
constexpr std::array kNames = {NamedBy{"tools/call", "name"},
                               NamedBy{"prompts/get", "name"},
                               NamedBy{"resources/read", "uri"},
                               NamedBy{"tasks/get", "taskId"},
                               NamedBy{"tasks/update", "taskId"},
                               NamedBy{"tasks/cancel", "taskId"}};

Fault mismatch(std::string message) {
  return Fault{.code = jsonrpc::Code::header_mismatch, .message = std::move(message)};
}

// `expected` is null when the body has no string there; then the params are wrong, not the header.
std::optional<Fault> check_one(const HttpHeaders& headers,
                               const std::string& name,
                               const std::string* expected) {
  const std::optional<std::string> given = headers.find(name);
  if (!given) return mismatch("the header " + name + " is missing");
  const std::optional<std::string> value = decode_header_value(*given);
  if (!value) return mismatch("the header " + name + " is not valid base64 of UTF-8");
  if (expected != nullptr && *value != *expected) {
    return mismatch("the header " + name + " and the body disagree");
  }
  return std::nullopt;
}

const std::string* text_of(const jsonrpc::Json* value) {
  return value == nullptr ? nullptr : value->get_ptr<const std::string*>();
}

}  // namespace

std::optional<Fault> check_headers(const HttpHeaders& headers, const jsonrpc::Request& request) {
  const std::string* version = text_of(mcp::meta_member(request.params, mcp::kProtocolVersionKey));
  if (auto fault = check_one(headers, "MCP-Protocol-Version", version)) return fault;
  if (auto fault = check_one(headers, "Mcp-Method", &request.method)) return fault;
  for (const NamedBy& named : kNames) {
    if (named.method != request.method) continue;
    return check_one(headers, "Mcp-Name", text_of(mcp::member(request.params, named.param)));
  }
  return std::nullopt;
}

std::optional<std::string> decode_header_value(std::string_view value) {
  constexpr std::string_view kPrefix = "=?base64?";
  constexpr std::string_view kSuffix = "?=";
  if (!value.starts_with(kPrefix) || !value.ends_with(kSuffix) ||
      value.size() < kPrefix.size() + kSuffix.size()) {
    return std::string(value);
  }
  value.remove_prefix(kPrefix.size());
  value.remove_suffix(kSuffix.size());
  std::optional<std::string> decoded = base64_decode(value);
  if (!decoded || !is_valid_utf8(*decoded)) return std::nullopt;
  return decoded;
}

}  // namespace d1mcp::transport
