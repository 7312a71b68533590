#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace d1mcp::transport {

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

enum class HttpVersion { v1_0, v1_1 };

struct HttpRequest {
  std::string method;
  std::string path;  ///< Without the query.
  HttpHeaders headers;
  std::string body;
  HttpVersion version = HttpVersion::v1_1;
  std::string client = {};  ///< The address it came from, without the port.
};

/// A whole response, or the head of an event stream.
struct HttpResponse {
  int status = 200;
  HttpHeaders headers;
  std::string body;
};

/// Why a request cannot be read. Where it ends is unknown, so that nothing after it can be read
/// either.
struct HttpRefusal {
  int status = 400;
  std::string message;
};

}  // namespace d1mcp::transport
