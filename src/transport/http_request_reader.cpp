#include "transport/http_request_reader.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "core/text.hpp"

namespace d1mcp::transport {
namespace {

constexpr std::string_view kHeadEnd = "\r\n\r\n";
constexpr std::size_t kCompactFrom = std::size_t{64} * 1024;
constexpr std::size_t kSmallBuffer = std::size_t{8} * 1024;
constexpr std::size_t kLargeBuffer = std::size_t{40} * 1024;  // Holds the longest head.
constexpr std::size_t kLargeBody = std::size_t{256} * 1024;

HttpRefusal bad(std::string message) {
  return {.status = 400, .message = std::move(message)};
}

HttpRefusal too_long_head() {
  return {.status = 431, .message = "the header of the request is larger than this server accepts"};
}

HttpRefusal too_large(std::size_t limit) {
  return {.status = 413,
          .message = "the body is larger than the " + human_bytes(limit) + " accepted here"};
}

std::optional<std::size_t> length_in(const std::string& text) {
  std::size_t length = 0;
  const char* end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, length);
  if (text.empty() || failure != std::errc{} || stop != end) return std::nullopt;
  return length;
}

bool has_long_line(std::string_view head, std::size_t limit) {
  while (!head.empty()) {
    const std::size_t end = head.find('\n');
    if (std::min(end, head.size()) > limit) return true;
    if (end == std::string_view::npos) return false;
    head.remove_prefix(end + 1);
  }
  return false;
}

// A string that grows by doubling takes up to three times what it holds. Room that is not written
// to costs nothing, but is asked for only by who has sent something.
void make_room(std::string& body, std::size_t most) {
  if (body.size() > kLargeBody && body.capacity() < most) body.reserve(most);
}

}  // namespace

std::size_t HttpRequestReader::room() const {
  if (request_) return std::numeric_limits<std::size_t>::max();
  const std::size_t kept = rest().size();
  if (kept < kSmallBuffer) return kSmallBuffer - kept;
  return kept < kLargeBuffer ? kLargeBuffer - kept : 1;
}

// A buffer that many clients make grow in many steps leaves as many holes behind.
void HttpRequestReader::add(std::string_view bytes) {
  const std::size_t size = buffer_.size() + bytes.size();
  if (size > buffer_.capacity()) {
    buffer_.reserve(std::max(size, size > kSmallBuffer ? kLargeBuffer : kSmallBuffer));
  }
  buffer_.append(bytes);
}

HttpRequestReader::Next HttpRequestReader::next() {
  if (failed_) return Incomplete{};
  std::optional<HttpRefusal> refused;
  if (!request_) refused = read_head();
  if (request_ && !refused) refused = read_body();
  if (refused) {
    abandon();
    return *std::move(refused);
  }
  const auto* missing = std::get_if<std::size_t>(&body_);
  if (!request_ || (missing != nullptr ? *missing > 0 : !std::get<HttpChunks>(body_).is_done())) {
    return Incomplete{};
  }
  wants_leave_ = false;
  return *std::exchange(request_, std::nullopt);
}

std::optional<HttpRefusal> HttpRequestReader::read_head() {
  while (rest().starts_with("\r\n")) consume(2);  // RFC 9112, 2.2: left over from a body.
  if (rest().empty() || rest() == "\r") return std::nullopt;
  if (rest().front() < 'A' || rest().front() > 'Z') return bad("this is no HTTP request");
  const std::size_t end = rest().find(kHeadEnd, searched_);
  const std::size_t size = end == std::string_view::npos ? rest().size() : end + kHeadEnd.size();
  if (size > limits_.head_bytes) return too_long_head();
  if (end == std::string_view::npos) {
    const std::size_t last_line = rest().rfind('\n') + 1;  // The first byte, where there is none.
    if (size - last_line > limits_.field_bytes) return too_long_head();
    searched_ = size < kHeadEnd.size() ? 0 : size - kHeadEnd.size() + 1;
    return std::nullopt;
  }
  searched_ = 0;
  const std::string_view head = rest().substr(0, size);
  if (has_long_line(head, limits_.field_bytes) ||
      std::cmp_greater(std::ranges::count(head, '\n'), limits_.fields + 2)) {
    return too_long_head();
  }
  request_ = parser_.parse(head);
  consume(size);
  return request_ ? plan_body() : bad("this is no HTTP request that can be read");
}

// Where the end of the body is a matter of opinion, no request follows it (RFC 9112, 6.3).
std::optional<HttpRefusal> HttpRequestReader::plan_body() {
  const HttpHeaders& headers = request_->headers;
  const std::size_t lengths = headers.count("Content-Length");
  const auto coding = headers.find("Transfer-Encoding");
  body_ = std::size_t{0};
  if (lengths > 1 || (lengths > 0 && coding)) {
    return bad("the request gives its length in more than one way");
  }
  if (headers.find("Content-Encoding").value_or("identity") != "identity") {
    return HttpRefusal{.status = 415, .message = "bodies are taken without Content-Encoding only"};
  }
  if (coding) {
    if (request_->version == HttpVersion::v1_0) return bad("HTTP/1.0 has no Transfer-Encoding");
    if (!equal_names(*coding, "chunked")) {
      return HttpRefusal{.status = 501, .message = "the only Transfer-Encoding here is chunked"};
    }
    body_ = HttpChunks(limits_.body_bytes);
  } else if (lengths > 0) {
    const auto length = length_in(*headers.find("Content-Length"));
    if (!length) return bad("Content-Length is not a number of bytes");
    if (*length > limits_.body_bytes) return too_large(limits_.body_bytes);
    body_ = *length;
  }
  wants_leave_ = equal_names(headers.find("Expect").value_or(""), "100-continue");
  return std::nullopt;
}

std::optional<HttpRefusal> HttpRequestReader::read_body() {
  if (auto* missing = std::get_if<std::size_t>(&body_)) {
    const std::string_view part = rest().substr(0, *missing);
    make_room(request_->body, request_->body.size() + *missing);
    request_->body.append(part);
    *missing -= part.size();
    consume(part.size());
    return std::nullopt;
  }
  auto& chunks = std::get<HttpChunks>(body_);
  make_room(request_->body, limits_.body_bytes);
  consume(chunks.decode(rest(), request_->body));
  switch (chunks.defect()) {
    case HttpChunks::Defect::none: return std::nullopt;
    case HttpChunks::Defect::too_large: return too_large(limits_.body_bytes);
    case HttpChunks::Defect::malformed: return bad("the chunks of the body cannot be told apart");
  }
  return std::nullopt;
}

void HttpRequestReader::abandon() {
  buffer_ = std::string();
  begin_ = 0;
  request_.reset();
  failed_ = true;
}

void HttpRequestReader::consume(std::size_t count) {
  begin_ += count;
  if (begin_ == buffer_.size()) {
    buffer_.clear();
    begin_ = 0;
    if (buffer_.capacity() > kCompactFrom) buffer_.shrink_to_fit();
  } else if (begin_ > kCompactFrom) {
    buffer_.erase(0, begin_);
    begin_ = 0;
  }
}

}  // namespace d1mcp::transport
