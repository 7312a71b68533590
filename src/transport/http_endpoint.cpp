#include "transport/http_endpoint.hpp"

#include <utility>

#include "core/encoding.hpp"
#include "core/text.hpp"
#include "transport/http_responses.hpp"

namespace d1mcp::transport {
namespace {

using jsonrpc::Code;

constexpr std::size_t kMostSessions = 1000;

HttpResponse not_allowed_method() {
  HttpResponse response = refusal(405,
                                  Code::invalid_request,
                                  "this address takes POST, and DELETE to end a session; "
                                  "it has no stream for GET");
  response.headers.add("Allow", "POST, DELETE");
  return response;
}

HttpResponse preflight() {
  HttpResponse response{.status = 204, .headers = {}, .body = {}, .events = {}};
  response.headers.add("Access-Control-Allow-Methods", "POST, DELETE");
  response.headers.add("Access-Control-Allow-Headers",
                       "Accept, Authorization, Content-Type, Last-Event-ID, MCP-Protocol-Version, "
                       "Mcp-Method, Mcp-Name, Mcp-Session-Id");
  response.headers.add("Access-Control-Max-Age", "600");
  return response;
}

HttpResponse unauthorized() {
  HttpResponse response = refusal(
      401, Code::invalid_request, "this server wants its token, as \"Authorization: Bearer …\"");
  response.headers.add("WWW-Authenticate", "Bearer");
  return response;
}

HttpResponse health() {
  return json_response(200, R"({"status":"ok"})");
}

}  // namespace

HttpEndpoint::HttpEndpoint(const mcp::Dispatcher& dispatcher, HttpOptions options)
    : dispatcher_(dispatcher),
      options_(std::move(options)),
      guard_(options_.allowed_hosts, options_.allowed_origins),
      sessions_(kMostSessions),
      pool_(options_.workers) {}

HttpResponse HttpEndpoint::handle(const HttpRequest& request, const HttpClientPresence& client) {
  const auto origin = request.headers.find("Origin");
  if (!guard_.allows_host(request.headers.find("Host"))) {
    return refusal(403,
                   Code::invalid_request,
                   "this server is not known by the name in Host; allow the name when starting it");
  }
  if (!guard_.allows_origin(origin)) {
    return refusal(403,
                   Code::invalid_request,
                   "pages of this Origin may not call this server; allow it when starting it");
  }
  HttpResponse response = route(request, client);
  if (origin) {
    response.headers.add("Access-Control-Allow-Origin", *origin);
    response.headers.add("Access-Control-Expose-Headers", "Mcp-Session-Id");
    response.headers.add("Vary", "Origin");
  }
  return response;
}

HttpResponse HttpEndpoint::route(const HttpRequest& request, const HttpClientPresence& client) {
  if (request.method == "OPTIONS") return preflight();
  if (request.path == "/health" && request.method == "GET") return health();
  if (!is_authorized(request)) return unauthorized();
  if (request.path != options_.path) {
    return refusal(404, Code::invalid_request, "there is nothing here; MCP is at " + options_.path);
  }
  if (request.method == "POST") return post(request, client);
  if (request.method == "DELETE") return end_session(request);
  return not_allowed_method();
}

// Digests are compared, so that the time it takes tells nothing about the token.
bool HttpEndpoint::is_authorized(const HttpRequest& request) const {
  if (options_.token.empty()) return true;
  constexpr std::string_view kScheme = "bearer ";
  const std::string given = request.headers.find("Authorization").value_or("");
  if (!equal_names(given.substr(0, kScheme.size()), kScheme)) return false;
  return sha256(trimmed(std::string_view(given).substr(kScheme.size()))) == sha256(options_.token);
}

HttpResponse HttpEndpoint::end_session(const HttpRequest& request) {
  const auto id = request.headers.find("Mcp-Session-Id");
  if (!id) return refusal(400, Code::server_error, "Mcp-Session-Id is missing");
  if (!sessions_.end(*id)) {
    return refusal(404, Code::session_not_found, "there is no such session, or it has ended");
  }
  return HttpResponse{.status = 204, .headers = {}, .body = {}, .events = {}};
}

void HttpEndpoint::stop() {
  stopping_ = true;
  sessions_.end_all();
}

}  // namespace d1mcp::transport
