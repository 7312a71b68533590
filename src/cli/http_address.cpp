#include <algorithm>
#include <charconv>

#include "cli/server_options.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

Error not_an_address(std::string_view text, std::string_view reason, std::string_view hint) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = "--http " + to_valid_utf8(text) + ": " + std::string(reason),
               .hint = std::string(hint),
               .place = {}};
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  const char* end = text.data() + text.size();
  std::uint16_t port = 0;
  const auto [stop, failure] = std::from_chars(text.data(), end, port);
  if (text.empty() || failure != std::errc{} || stop != end) return std::nullopt;
  return port;
}

struct Halves {
  std::string_view host;
  std::string_view port;
};

// Splits at the colon before the port. A text without one is a bare port.
Halves split(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t close = text.find("]:");
    if (close == std::string_view::npos) return {.host = text, .port = {}};
    return {.host = text.substr(1, close - 1), .port = text.substr(close + 2)};
  }
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return {.host = "127.0.0.1", .port = text};
  return {.host = text.substr(0, colon), .port = text.substr(colon + 1)};
}

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '-' || c == '_';
}

bool is_ipv6_character(char c) {
  return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || (c >= '0' && c <= '9') || c == ':' ||
         c == '.';
}

}  // namespace

Result<HttpAddress> parse_http_address(std::string_view text) {
  const auto [host, port_text] = split(text);
  const bool bracketed = text.starts_with('[');
  const std::optional<std::uint16_t> port = parse_port(port_text);
  if (!port) {
    return not_an_address(text,
                          "there is no port number from 0 to 65535 at its end",
                          "write HOST:PORT, for example 127.0.0.1:8080, or just 8080");
  }
  if (host.empty()) {
    return not_an_address(text,
                          "there is no host before the port",
                          "write the PORT alone to listen on this machine only, or 0.0.0.0:PORT "
                          "to listen on every network");
  }
  const bool looks_like_ipv6 =
      host.find(':') != std::string_view::npos && std::ranges::all_of(host, is_ipv6_character);
  if (!bracketed && looks_like_ipv6) {
    return not_an_address(
        text, "an IPv6 address stands in brackets here", "write for example [::1]:8080");
  }
  if (!std::ranges::all_of(host, bracketed ? is_ipv6_character : is_host_character)) {
    return not_an_address(text,
                          "\"" + to_valid_utf8(host) + "\" is neither a host name nor an address",
                          "write HOST:PORT, for example 127.0.0.1:8080 (no http:// before it)");
  }
  return HttpAddress{.host = std::string(host), .port = *port};
}

}  // namespace d1mcp::cli
