#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace d1mcp::transport {

class HttpExchange;

/// The header fields of one message, in order; names are compared without case (RFC 9110, 5.1).
class HttpHeaders {
 public:
  void add(std::string name, std::string value);

  /// The value of the one field of this name, without surrounding spaces. Nothing when there is
  /// none. Several are joined by ", " (RFC 9110, 5.2), which no check here takes for one of them.
  [[nodiscard]] std::optional<std::string> find(std::string_view name) const;

  [[nodiscard]] std::size_t count(std::string_view name) const;

  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const {
    return fields_;
  }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

struct HttpRequest {
  std::string method;
  std::string path;  ///< Without the query.
  HttpHeaders headers;
  std::string body;
};

/// A whole response, or the beginning of one: with `events` set, what the exchange has to say is
/// sent as server-sent events, up to its answer.
struct HttpResponse {
  int status = 200;
  HttpHeaders headers;
  std::string body;
  std::shared_ptr<HttpExchange> events;
};

/// Whether the client is still there. Must be cheap; may be called again and again.
class HttpClientPresence {
 public:
  HttpClientPresence() = default;
  HttpClientPresence(const HttpClientPresence&) = delete;
  HttpClientPresence& operator=(const HttpClientPresence&) = delete;
  HttpClientPresence(HttpClientPresence&&) = delete;
  HttpClientPresence& operator=(HttpClientPresence&&) = delete;
  virtual ~HttpClientPresence() = default;

  [[nodiscard]] virtual bool is_connected() const = 0;
};

}  // namespace d1mcp::transport
