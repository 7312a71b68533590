#include "transport/http_responses.hpp"

#include <utility>

namespace d1mcp::transport {

HttpResponse json_response(int status, std::string body) {
  HttpResponse response{.status = status, .headers = {}, .body = std::move(body), .events = {}};
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

}  // namespace d1mcp::transport
