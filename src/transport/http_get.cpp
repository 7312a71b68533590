// GET: the stream of a session for what belongs to no request, and the way back to a lost stream.

#include <utility>

#include "transport/http_accept.hpp"
#include "transport/http_endpoint.hpp"
#include "transport/http_responses.hpp"

namespace d1mcp::transport {

using jsonrpc::Code;

HttpEndpoint::Response HttpEndpoint::get(const Visit& visit) {
  const HttpHeaders& headers = visit.request.headers;
  const auto id = headers.find("Mcp-Session-Id");
  if (!id) {
    HttpResponse response =
        refusal(405, Code::invalid_request, "there is no stream for GET without a session");
    response.headers.add("Allow", "POST");
    return response;
  }
  if (auto refused = refuse_version(headers)) return refused;
  if (!acceptable(visit.request).events) {
    return refusal(406, Code::server_error, "Accept must admit text/event-stream");
  }
  const auto session = sessions_.find(*id, visit.access);
  if (!session) return no_such_session();
  const auto last = headers.find("Last-Event-ID");
  if (!last || !session->is_resumable()) {
    session->listen(visit.sink);
    return std::nullopt;
  }
  const auto event = parse_event_id(*last);
  if (!event) return refusal(400, Code::server_error, "no event had the id in Last-Event-ID");
  session->resume(visit.sink, *event);
  return std::nullopt;
}

}  // namespace d1mcp::transport
