#include "transport/http_parser.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <httplib.h>
#include <string>
#include <utility>

namespace d1mcp::transport {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsuggest-override"

/// Gives the library the bytes of one head, and swallows what it answers. Nothing says `override`,
/// because no version of the library (0.11 to 0.53) has all of this.
class HeadStream final : public httplib::Stream {
 public:
  explicit HeadStream(std::string_view head) : left_(head) {}

  bool is_readable() const { return true; }
  bool is_writable() const { return true; }
  bool wait_readable() const { return true; }
  bool wait_writable() const { return true; }
  time_t duration() const { return 0; }
  ssize_t read(char* into, size_t size) {
    const std::size_t count = std::min(size, left_.size());
    std::memcpy(into, left_.data(), count);
    left_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* /*from*/, size_t size) { return static_cast<ssize_t>(size); }
  socket_t socket() const { return INVALID_SOCKET; }

  // For fields the library adds to the client's, which nothing here asks for.
  void get_remote_ip_and_port(std::string& /*ip*/, int& /*port*/) const {}
  void get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const {}

 private:
  std::string_view left_;
};

#pragma GCC diagnostic pop

bool is_token_character(char c) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kMarks.find(c) != std::string_view::npos;
}

// Bytes beyond ASCII may be part of a value.
bool is_text_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
}

bool is_field(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  return std::ranges::all_of(line.substr(0, colon), is_token_character) &&
         std::ranges::all_of(line.substr(colon + 1), is_text_character);
}

bool is_request_line(std::string_view line) {
  return std::ranges::count(line, ' ') == 2 &&
         std::ranges::all_of(line, [](char c) { return c > 0x1F && c < 0x7F; });
}

// Undoes beforehand what the library does to the values of fields.
std::string with_escaped_values(std::string_view head) {
  const std::size_t fields = head.find(kLineEnd);
  std::string escaped(head.substr(0, fields));
  for (const char c : head.substr(fields)) {
    if (c == '%') {
      escaped += "%25";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace

class HttpParser::Library : public httplib::Server {
 public:
  std::optional<HttpRequest> read(std::string_view head) {
    HeadStream stream(head);
    std::optional<HttpRequest> read;
    process(*this, stream, [&](httplib::Request& request) {
      read.emplace();
      read->method = std::move(request.method);
      read->path = std::move(request.path);
      read->version = request.version == "HTTP/1.0" ? HttpVersion::v1_0 : HttpVersion::v1_1;
      for (const auto& [name, value] : request.headers) read->headers.add(name, value);
      request.method = "OPTIONS";  // Without a body: the library is done with it.
      request.headers.clear();
    });
    return read;
  }

 private:
  // After 0.16 the library is also told the addresses of both ends.
  template <typename Self>
  static void process(Self& self,
                      httplib::Stream& stream,
                      const std::function<void(httplib::Request&)>& read) {
    bool closes = false;
    if constexpr (requires { self.process_request(stream, false, closes, read); }) {
      self.process_request(stream, /*close_connection=*/false, closes, read);
    } else {
      self.process_request(stream, {}, 0, {}, 0, /*close_connection=*/false, closes, read);
    }
  }
};

bool is_strict_head(std::string_view head) {
  bool is_first = true;
  while (true) {
    const std::size_t end = head.find(kLineEnd);
    if (end == std::string_view::npos) return false;
    const std::string_view line = head.substr(0, end);
    if (line.empty()) return !is_first && head.size() == kLineEnd.size();
    if (!(is_first ? is_request_line(line) : is_field(line))) return false;
    is_first = false;
    head.remove_prefix(end + kLineEnd.size());
  }
}

HttpParser::HttpParser() : library_(std::make_unique<Library>()) {
  const auto probe = library_->read("GET / HTTP/1.1\r\nProbe: %41\r\n\r\n");
  decodes_values_ = probe && probe->headers.find("Probe") == "A";
}

HttpParser::~HttpParser() = default;

std::optional<HttpRequest> HttpParser::parse(std::string_view head) {
  if (!is_strict_head(head)) return std::nullopt;
  const bool must_escape = decodes_values_ && head.find('%') != std::string_view::npos;
  return library_->read(must_escape ? with_escaped_values(head) : head);
}

}  // namespace d1mcp::transport
