#include "transport/http_chunks.hpp"

#include <algorithm>
#include <charconv>

namespace d1mcp::transport {
namespace {

constexpr std::size_t kLongestLine = 1024;
constexpr std::size_t kMostTrailerBytes = std::size_t{8} * 1024;
constexpr std::string_view kLineEnd = "\r\n";

}  // namespace

std::size_t HttpChunks::decode(std::string_view bytes, std::string& body) {
  std::size_t done = 0;
  while (!is_done() && defect_ == Defect::none) {
    const std::size_t count = step(bytes.substr(done), body);
    if (count == 0) break;
    done += count;
  }
  return done;
}

// Gives 0 when more bytes are needed.
std::size_t HttpChunks::step(std::string_view bytes, std::string& body) {
  if (at_ == At::data) {
    const std::size_t count = std::min(missing_, bytes.size());
    body.append(bytes.substr(0, count));
    missing_ -= count;
    if (missing_ == 0) at_ = At::data_end;
    return count;
  }
  const auto found = line(bytes);
  if (!found) return 0;
  switch (at_) {
    case At::size: read_size(*found, body.size()); break;
    case At::data_end:
      if (!found->empty()) defect_ = Defect::malformed;
      at_ = At::size;
      break;
    case At::trailer:
      trailer_bytes_ += found->size();
      if (trailer_bytes_ > kMostTrailerBytes) defect_ = Defect::too_large;
      if (found->empty()) at_ = At::end;
      break;
    case At::data:
    case At::end: break;
  }
  return found->size() + kLineEnd.size();
}

void HttpChunks::read_size(std::string_view line, std::size_t body_size) {
  const std::string_view digits = line.substr(0, line.find_first_of("; \t"));
  const char* end = digits.data() + digits.size();
  const auto [stop, failure] = std::from_chars(digits.data(), end, missing_, 16);
  if (failure == std::errc::result_out_of_range) {
    defect_ = Defect::too_large;
  } else if (digits.empty() || failure != std::errc{} || stop != end) {
    defect_ = Defect::malformed;
  } else if (missing_ > max_body_ - body_size) {
    defect_ = Defect::too_large;
  } else {
    at_ = missing_ == 0 ? At::trailer : At::data;
  }
}

std::optional<std::string_view> HttpChunks::line(std::string_view bytes) {
  const std::size_t end = bytes.substr(0, kLongestLine).find('\n');
  if (end == std::string_view::npos) {
    if (bytes.size() >= kLongestLine) defect_ = Defect::malformed;
    return std::nullopt;
  }
  if (end == 0 || bytes[end - 1] != '\r') {
    defect_ = Defect::malformed;
    return std::nullopt;
  }
  return bytes.substr(0, end - 1);
}

}  // namespace d1mcp::transport
