// What happens to a POST, check by check. The order is part of the protocol: a client learns from
// the first refusal, and where MCP 2026-07-28 fixes which one outranks another, it is this one.

#include <algorithm>
#include <utility>
#include <variant>

#include "core/text.hpp"
#include "mcp/meta.hpp"
#include "mcp/revision.hpp"
#include "transport/header_check.hpp"
#include "transport/http_endpoint.hpp"
#include "transport/http_responses.hpp"

namespace d1mcp::transport {
namespace {

using jsonrpc::Code;
using jsonrpc::Json;

constexpr std::chrono::hours kHoweverLong{24 * 365};

/// How a POST may be answered, as its Accept header has it.
struct Acceptable {
  bool json = true;
  bool events = false;
};

Acceptable acceptable(const HttpRequest& request) {
  const auto accept = request.headers.find("Accept");
  if (!accept) return {};
  const std::string types = ascii_lower(*accept);
  const auto names = [&](const char* type) { return types.find(type) != std::string::npos; };
  return {.json = names("application/json") || names("application/*") || names("*/*"),
          .events = names("text/event-stream") || names("text/*") || names("*/*")};
}

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

int status_of(mcp::Ending ending, mcp::EraName era) {
  switch (ending) {
    case mcp::Ending::answered: return 200;
    case mcp::Ending::refused: return 400;
    case mcp::Ending::unknown_method: return era == mcp::EraName::stateless ? 404 : 200;
    case mcp::Ending::silent: return 202;
  }
  return 200;
}

HttpResponse accepted() {
  return HttpResponse{.status = 202, .headers = {}, .body = {}, .events = {}};
}

HttpResponse stream(std::shared_ptr<HttpExchange> exchange) {
  HttpResponse response{.status = 200, .headers = {}, .body = {}, .events = std::move(exchange)};
  response.headers.add("Content-Type", "text/event-stream");
  response.headers.add("Cache-Control", "no-cache, no-transform");
  response.headers.add("X-Accel-Buffering", "no");
  return response;
}

}  // namespace

HttpResponse HttpEndpoint::post(const HttpRequest& request, const HttpClientPresence& client) {
  if (!is_json(request)) {
    return refusal(415, Code::invalid_request, "Content-Type must be application/json");
  }
  Post post{.request = request,
            .client = client,
            .decoded = jsonrpc::decode(request.body, options_.limits)};
  if (const auto* malformed = std::get_if<jsonrpc::Malformed>(&post.decoded)) {
    const int status = request.body.size() > options_.limits.max_bytes ? 413 : 400;
    return fault_response(status, malformed->id, malformed->fault);
  }
  if (message_of<jsonrpc::Response>(post.decoded) != nullptr) return accepted();
  if (!is_stateless(post.decoded) && !names_stateless_revision(request)) {
    return post_in_session(std::move(post));
  }
  // Such a notification refers to nothing: a request is cancelled by closing its response.
  if (message_of<jsonrpc::Notification>(post.decoded) != nullptr) return accepted();
  const auto* asked = message_of<jsonrpc::Request>(post.decoded);
  if (asked != nullptr && mcp::is_stateless(asked->params)) {
    if (const auto fault = check_headers(request.headers, *asked)) {
      return fault_response(400, asked->id, *fault);
    }
  }
  auto peer = std::make_shared<mcp::Peer>();
  peer->hold_to_stateless();
  return deliver(std::move(post), std::move(peer), mcp::EraName::stateless);
}

HttpResponse HttpEndpoint::post_in_session(Post post) {
  const auto version = post.request.headers.find("MCP-Protocol-Version");
  if (version && !mcp::session_revision(*version)) {
    return refusal(400,
                   Code::server_error,
                   "unsupported protocol version in MCP-Protocol-Version; sessions speak " +
                       std::string(to_string(mcp::kNewestSessionRevision)) + " and older");
  }
  const auto* asked = message_of<jsonrpc::Request>(post.decoded);
  if (deserves_answer(post.decoded) && !acceptable(post.request).json) {
    return refusal(406,
                   Code::server_error,
                   "Accept must admit application/json, and text/event-stream for progress");
  }
  const auto id = post.request.headers.find("Mcp-Session-Id");
  if (asked != nullptr && asked->method == "initialize" && !id)
    return open_session(std::move(post));
  if (!id) {
    return refusal(400, Code::server_error, "Mcp-Session-Id is missing; initialize gives one");
  }
  std::shared_ptr<mcp::Peer> peer = sessions_.find(*id);
  if (!peer) {
    return refusal(404,
                   Code::session_not_found,
                   "there is no such session, or it has ended; initialize gives a new one");
  }
  return deliver(std::move(post), std::move(peer), mcp::EraName::session);
}

HttpResponse HttpEndpoint::open_session(Post post) {
  auto peer = std::make_shared<mcp::Peer>();
  HttpResponse response = deliver(std::move(post), peer, mcp::EraName::session);
  if (peer->session().revision()) response.headers.add("Mcp-Session-Id", sessions_.add(peer));
  return response;
}

HttpResponse HttpEndpoint::deliver(Post post, std::shared_ptr<mcp::Peer> peer, mcp::EraName era) {
  using Ready = HttpChannel::Ready;
  const bool answers = deserves_answer(post.decoded);
  auto exchange = std::make_shared<HttpExchange>(peer, era, stopping_);
  if (!acceptable(post.request).events) exchange->channel()->drop_notifications();
  for (mcp::Job& job : dispatcher_.receive(peer, std::move(post.decoded), exchange->channel())) {
    pool_.submit(std::move(job));
  }
  if (!answers && exchange->channel()->wait(std::chrono::milliseconds(0)) == Ready::nothing) {
    return accepted();
  }
  switch (exchange->wait(kHoweverLong, post.client)) {
    case Ready::nothing: break;
    case Ready::notification: return stream(std::move(exchange));
    case Ready::answer: {
      auto answer = std::get<mcp::Answer>(exchange->channel()->next());
      if (answer.ending == mcp::Ending::silent) return accepted();
      return json_response(status_of(answer.ending, era), std::move(answer.message));
    }
  }
  return refusal(503, Code::server_error, "this server is ending");
}

}  // namespace d1mcp::transport
