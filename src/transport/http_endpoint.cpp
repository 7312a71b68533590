#include "transport/http_endpoint.hpp"

#include <exception>
#include <utility>

#include "core/log.hpp"
#include "transport/http_decorated_sink.hpp"
#include "transport/http_responses.hpp"

namespace d1mcp::transport {
namespace {

using jsonrpc::Code;

HttpResponse not_allowed_method() {
  HttpResponse response = refusal(
      405, Code::invalid_request, "this address takes POST; GET and DELETE belong to sessions");
  response.headers.add("Allow", "GET, POST, DELETE");
  return response;
}

HttpResponse preflight() {
  HttpResponse response = empty_response(204);
  response.headers.add("Access-Control-Allow-Methods", "GET, POST, DELETE");
  response.headers.add("Access-Control-Allow-Headers",
                       "Accept, Authorization, Content-Type, Last-Event-ID, MCP-Protocol-Version, "
                       "Mcp-Method, Mcp-Name, Mcp-Session-Id");
  response.headers.add("Access-Control-Max-Age", "600");
  return response;
}

std::shared_ptr<HttpSink> readable_by(std::shared_ptr<HttpSink> sink, std::string origin) {
  return std::make_shared<HttpDecoratedSink>(
      std::move(sink), [origin = std::move(origin)](HttpHeaders& headers) {
        headers.add("Access-Control-Allow-Origin", origin);
        headers.add("Access-Control-Expose-Headers", "Mcp-Session-Id");
        headers.add("Vary", "Origin");
      });
}

HttpResponse unauthorized() {
  HttpResponse response = refusal(
      401, Code::invalid_request, "this server wants a token, as \"Authorization: Bearer …\"");
  response.headers.add("WWW-Authenticate", "Bearer");
  return response;
}

HttpResponse health() {
  return json_response(200, R"({"status":"ok"})");
}

}  // namespace

HttpEndpoint::HttpEndpoint(const HttpDispatchers& dispatchers, HttpOptions options)
    : dispatchers_(dispatchers),
      options_(std::move(options)),
      guard_(options_.allowed_hosts, options_.allowed_origins),
      tokens_(options_.tokens),
      pool_(options_.workers) {}

void HttpEndpoint::handle(const HttpRequest& request, std::shared_ptr<HttpSink> sink) {
  const auto origin = request.headers.find("Origin");
  if (!guard_.allows_host(request.headers.find("Host"))) {
    return sink->respond(
        refusal(403,
                Code::invalid_request,
                "this server is not known by the name in Host; allow the name when starting it"));
  }
  if (!guard_.allows_origin(origin)) {
    return sink->respond(
        refusal(403,
                Code::invalid_request,
                "pages of this Origin may not call this server; allow it when starting it"));
  }
  if (origin) sink = readable_by(std::move(sink), *origin);
  try {
    if (auto response = route(request, sink)) sink->respond(*std::move(response));
  } catch (const std::exception& bug) {
    log::error("a request to " + request.path + " failed unexpectedly: " + bug.what());
    sink->respond(refusal(500, Code::internal_error, "a bug in this server stopped the request"));
  }
}

HttpEndpoint::Response HttpEndpoint::route(const HttpRequest& request,
                                           const std::shared_ptr<HttpSink>& sink) {
  const bool is_get = request.method == "GET";
  if (request.method == "OPTIONS") return preflight();
  if (request.path == "/health" && (is_get || request.method == "HEAD")) return health();
  const std::optional<Access> access =
      tokens_.are_required() ? tokens_.level_of(request.headers.find("Authorization").value_or(""))
                             : options_.access;
  if (!access) return unauthorized();
  if (request.path != options_.path) {
    return refusal(404, Code::invalid_request, "there is nothing here; MCP is at " + options_.path);
  }
  if (stopping_) return refusal(503, Code::server_error, "this server is ending");
  const Visit visit{.request = request, .sink = sink, .access = *access};
  if (request.method == "POST") return post(visit);
  if (request.method == "DELETE") return end_session(visit);
  return is_get ? get(visit) : not_allowed_method();
}

HttpEndpoint::Response HttpEndpoint::end_session(const Visit& visit) {
  const auto id = visit.request.headers.find("Mcp-Session-Id");
  if (!id) return refusal(400, Code::server_error, "Mcp-Session-Id is missing");
  return sessions_.end(*id, visit.access) ? empty_response(204) : no_such_session();
}

void HttpEndpoint::stop() {
  stopping_ = true;
  sessions_.end_all();
  for (const auto& [level, dispatcher] : dispatchers_) dispatcher.stop();
}

}  // namespace d1mcp::transport
