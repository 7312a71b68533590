#include "transport/http_accept.hpp"

#include "core/text.hpp"

namespace d1mcp::transport {

Acceptable acceptable(const HttpRequest& request) {
  const auto accept = request.headers.find("Accept");
  if (!accept) return {};
  const std::string types = ascii_lower(*accept);
  const auto names = [&](const char* type) { return types.find(type) != std::string::npos; };
  return {.json = names("application/json") || names("application/*") || names("*/*"),
          .events = names("text/event-stream") || names("text/*") || names("*/*")};
}

}  // namespace d1mcp::transport
