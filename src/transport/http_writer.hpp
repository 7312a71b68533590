#pragma once

#include <string>
#include <string_view>

#include "transport/http_message.hpp"

namespace d1mcp::transport {

/// How a response is put into bytes: what its request asked for.
struct HttpForm {
  bool head_only = false;  ///< The request was HEAD: no body follows.
  bool chunked = true;  ///< Its client knows chunks; otherwise the end of the connection ends it.
  bool keeps_alive = true;  ///< The connection will take another request.

  static HttpForm of(const HttpRequest& request);
};

/// A whole response, in one piece, so that it goes out in as few packets as possible.
std::string written(const HttpResponse& response, const HttpForm& form);

/// The head of a response whose body comes in pieces; each piece; and what ends the last one.
std::string written_stream_head(const HttpResponse& head, const HttpForm& form);
std::string written_piece(std::string_view piece, const HttpForm& form);
std::string_view written_stream_end(const HttpForm& form);

}  // namespace d1mcp::transport
