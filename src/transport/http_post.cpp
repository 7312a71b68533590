// What happens to a POST, check by check. The order is part of the protocol: a client learns from
// the first refusal, and where MCP 2026-07-28 fixes which one outranks another, it is this one.

#include <algorithm>
#include <utility>
#include <variant>

#include "core/text.hpp"
#include "mcp/meta.hpp"
#include "mcp/method.hpp"
#include "mcp/revision.hpp"
#include "transport/header_check.hpp"
#include "transport/http_accept.hpp"
#include "transport/http_decorated_sink.hpp"
#include "transport/http_endpoint.hpp"
#include "transport/http_responses.hpp"

namespace d1mcp::transport {
namespace {

using jsonrpc::Code;
using jsonrpc::Json;

bool is_json(const HttpRequest& request) {
  const std::string type = request.headers.find("Content-Type").value_or("");
  return equal_names(trimmed(std::string_view(type).substr(0, type.find(';'))), "application/json");
}

template <typename Kind>
const Kind* message_of(const jsonrpc::Decoded& decoded) {
  const auto* message = std::get_if<jsonrpc::Message>(&decoded);
  return message == nullptr ? nullptr : std::get_if<Kind>(message);
}

bool names_stateless_revision(const HttpRequest& request) {
  return request.headers.find("MCP-Protocol-Version") == to_string(mcp::kStatelessRevision);
}

bool deserves_answer(const std::variant<jsonrpc::Message, jsonrpc::Malformed>& item) {
  const auto* message = std::get_if<jsonrpc::Message>(&item);
  return message == nullptr || std::holds_alternative<jsonrpc::Request>(*message);
}

// A batch that is refused as a whole is answered, too, even if it holds nothing but notifications.
bool deserves_answer(const jsonrpc::Decoded& decoded) {
  if (const auto* batch = std::get_if<jsonrpc::Batch>(&decoded)) {
    return std::ranges::any_of(batch->items,
                               [](const auto& item) { return deserves_answer(item); });
  }
  return message_of<jsonrpc::Request>(decoded) != nullptr;
}

bool is_stateless(const jsonrpc::Message& message) {
  if (const auto* request = std::get_if<jsonrpc::Request>(&message)) {
    return mcp::is_stateless(request->params);
  }
  const auto* notification = std::get_if<jsonrpc::Notification>(&message);
  return notification != nullptr && mcp::is_stateless(notification->params);
}

bool is_stateless(const jsonrpc::Decoded& decoded) {
  if (const auto* message = std::get_if<jsonrpc::Message>(&decoded)) return is_stateless(*message);
  const auto* batch = std::get_if<jsonrpc::Batch>(&decoded);
  return batch != nullptr && std::ranges::any_of(batch->items, [](const auto& item) {
           const auto* message = std::get_if<jsonrpc::Message>(&item);
           return message != nullptr && is_stateless(*message);
         });
}

// What stays open has no other form.
bool is_answered_by_events(const jsonrpc::Request& request) {
  const mcp::Method* method = mcp::find_method(request.method, mcp::EraName::stateless);
  return method != nullptr && method->pace == mcp::Pace::stays_open;
}

HttpResponse accepted() {
  return empty_response(202);
}

}  // namespace

HttpEndpoint::Response HttpEndpoint::post(const Visit& visit) {
  const HttpRequest& request = visit.request;
  if (!is_json(request)) {
    return refusal(415, Code::invalid_request, "Content-Type must be application/json");
  }
  jsonrpc::Decoded decoded = jsonrpc::decode(request.body, options_.limits);
  if (const auto* malformed = std::get_if<jsonrpc::Malformed>(&decoded)) {
    const int status = request.body.size() > options_.limits.max_bytes ? 413 : 400;
    return fault_response(status, malformed->id, malformed->fault);
  }
  if (!is_stateless(decoded) && !names_stateless_revision(request)) {
    return post_in_session(visit, std::move(decoded));
  }
  // Such a notification refers to nothing: a request is cancelled by closing its response. And no
  // request is ever sent to a stateless client that it could respond to.
  const auto* asked = message_of<jsonrpc::Request>(decoded);
  if (asked == nullptr && std::holds_alternative<jsonrpc::Message>(decoded)) return accepted();
  if (asked != nullptr && mcp::is_stateless(asked->params)) {
    auto fault = check_headers(request.headers, *asked);
    if (!fault) {
      fault = check_param_headers(request.headers, *asked, dispatchers_.at(visit.access).tools());
    }
    if (fault) return fault_response(400, asked->id, *fault);
    if (is_answered_by_events(*asked) && !acceptable(request).events) {
      return refusal(406, Code::server_error, "Accept must admit text/event-stream");
    }
  }
  auto peer = std::make_shared<mcp::Peer>(clients_.workload_of(request.client));
  peer->hold_to_stateless();
  visit.sink->when_gone([peer] { peer->requests()->cancel_all(); });
  return deliver(visit, std::move(decoded), peer, nullptr);
}

HttpEndpoint::Response HttpEndpoint::post_in_session(const Visit& visit, jsonrpc::Decoded decoded) {
  if (auto refused = refuse_version(visit.request.headers)) return refused;
  const auto* asked = message_of<jsonrpc::Request>(decoded);
  if (deserves_answer(decoded) && !acceptable(visit.request).json) {
    return refusal(406,
                   Code::server_error,
                   "Accept must admit application/json, and text/event-stream for progress");
  }
  const auto id = visit.request.headers.find("Mcp-Session-Id");
  if (asked != nullptr && asked->method == "initialize" && !id) {
    return open_session(visit, std::move(decoded));
  }
  if (!id) {
    return refusal(400, Code::server_error, "Mcp-Session-Id is missing; initialize gives one");
  }
  const auto session = sessions_.find(*id, visit.access);
  if (!session) return no_such_session();
  return deliver(visit, std::move(decoded), session->peer(), session);
}

HttpEndpoint::Response HttpEndpoint::open_session(const Visit& visit, jsonrpc::Decoded decoded) {
  const auto peer = std::make_shared<mcp::Peer>(clients_.workload_of(visit.request.client));
  const auto session = std::make_shared<HttpSession>(peer, visit.access);
  Visit introduced = visit;
  introduced.sink =
      std::make_shared<HttpDecoratedSink>(visit.sink, [this, session](HttpHeaders& headers) {
        if (!session->peer()->session().revision()) return;
        headers.add("Mcp-Session-Id", sessions_.add(session));
      });
  return deliver(introduced, std::move(decoded), peer, session);
}

// In a session whose streams can be resumed, what may take long is answered by events from the
// beginning, so that a client which loses its connection can come back for the answer.
HttpEndpoint::Response HttpEndpoint::deliver(const Visit& visit,
                                             jsonrpc::Decoded decoded,
                                             const std::shared_ptr<mcp::Peer>& peer,
                                             const std::shared_ptr<HttpSession>& session) {
  const bool answers = deserves_answer(decoded);
  const auto exchange = std::make_shared<HttpExchange>(
      visit.sink,
      HttpExchange::Terms{.era = session ? mcp::EraName::session : mcp::EraName::stateless,
                          .takes_events = acceptable(visit.request).events},
      session ? session->new_stream() : std::make_shared<HttpEventStream>());
  const mcp::Dispatcher& dispatcher = dispatchers_.at(visit.access);
  auto jobs = dispatcher.receive(peer, std::move(decoded), exchange);
  if (!answers) exchange->expect_nothing();
  if (!jobs.empty() && session && session->is_resumable()) exchange->begin_events();
  for (mcp::Job& job : jobs) pool_.submit(std::move(job));
  return std::nullopt;
}

}  // namespace d1mcp::transport
