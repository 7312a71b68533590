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

// Text stands for itself, numbers and booleans as JSON writes them.
std::string as_header(const jsonrpc::Json& argument) {
  const std::string* text = text_of(&argument);
  return text == nullptr ? argument.dump() : *text;
}

std::optional<Fault> check_param(const HttpHeaders& headers,
                                 const std::string& name,
                                 const jsonrpc::Json* argument) {
  if (argument != nullptr && !argument->is_null()) {
    const std::string expected = as_header(*argument);
    return check_one(headers, name, &expected);
  }
  if (!headers.find(name)) return std::nullopt;
  return mismatch("the header " + name + " repeats an argument that the body does not have");
}

}  // namespace

std::optional<Fault> check_param_headers(const HttpHeaders& headers,
                                         const jsonrpc::Request& request,
                                         const mcp::Catalog& tools) {
  const std::string* tool = text_of(mcp::member(request.params, "name"));
  const mcp::CatalogEntry* entry =
      request.method == "tools/call" && tool != nullptr ? tools.find(*tool) : nullptr;
  const jsonrpc::Json* schema =
      entry == nullptr ? nullptr : mcp::member(entry->tool.contract, "inputSchema");
  const jsonrpc::Json* properties =
      schema == nullptr ? nullptr : mcp::member(*schema, "properties");
  if (properties == nullptr) return std::nullopt;
  const jsonrpc::Json* arguments = mcp::member(request.params, "arguments");
  for (const auto& [property, described] : properties->items()) {
    const std::string* name = text_of(mcp::member(described, "x-mcp-header"));
    if (name == nullptr) continue;
    const jsonrpc::Json* argument =
        arguments == nullptr ? nullptr : mcp::member(*arguments, property);
    if (auto fault = check_param(headers, "Mcp-Param-" + *name, argument)) return fault;
  }
  return std::nullopt;
}

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
