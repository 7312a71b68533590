#include "transport/http_responses.hpp"

#include <utility>

#include "mcp/revision.hpp"

namespace d1mcp::transport {

HttpResponse empty_response(int status) {
  return HttpResponse{.status = status, .headers = {}, .body = {}};
}

HttpResponse json_response(int status, std::string body) {
  HttpResponse response{.status = status, .headers = {}, .body = std::move(body)};
  response.headers.add("Content-Type", kJsonType);
  return response;
}

HttpResponse fault_response(int status,
                            const std::optional<jsonrpc::Id>& id,
                            const jsonrpc::Fault& fault) {
  return json_response(status, jsonrpc::encode_fault(id, fault));
}

HttpResponse refusal(int status, jsonrpc::Code code, std::string message) {
  return fault_response(status, std::nullopt, {.code = code, .message = std::move(message)});
}

HttpResponse no_such_session() {
  return refusal(404,
                 jsonrpc::Code::session_not_found,
                 "there is no such session, or it has ended; initialize gives a new one");
}

std::optional<HttpResponse> refuse_version(const HttpHeaders& headers) {
  const auto version = headers.find("MCP-Protocol-Version");
  if (!version || mcp::session_revision(*version)) return std::nullopt;
  return refusal(400,
                 jsonrpc::Code::server_error,
                 "unsupported protocol version in MCP-Protocol-Version; sessions speak " +
                     std::string(to_string(mcp::kNewestSessionRevision)) + " and older");
}

}  // namespace d1mcp::transport
