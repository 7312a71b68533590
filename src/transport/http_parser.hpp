#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "transport/http_message.hpp"

namespace d1mcp::transport {

/// Reads the head of an HTTP/1.x request, by means of cpp-httplib. May be used by one thread at a
/// time.
///
/// The library is lenient where intermediaries differ: it skips lines that are no header fields,
/// and takes a line feed for the end of a line. What would make two readers disagree about where a
/// request ends or what it says is therefore refused before the library sees it. Version 0.11 also
/// decodes %XX in the values of fields, which would let a client smuggle line breaks into them and
/// falsifies what it sends; here values arrive as they were sent.
class HttpParser {
 public:
  HttpParser();
  ~HttpParser();
  HttpParser(const HttpParser&) = delete;
  HttpParser& operator=(const HttpParser&) = delete;
  HttpParser(HttpParser&&) = delete;
  HttpParser& operator=(HttpParser&&) = delete;

  /// `head` is everything up to and with the empty line. The body of the request stays empty.
  std::optional<HttpRequest> parse(std::string_view head);

 private:
  class Library;

  std::unique_ptr<Library> library_;
  bool decodes_values_ = false;
};

/// Whether every line of `head` ends as it must and is a request line or a header field of a form
/// on which all readers agree (RFC 9112, 3 and 5).
bool is_strict_head(std::string_view head);

}  // namespace d1mcp::transport
