#include "transport/origin_guard.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace d1mcp::transport {
namespace {

bool are_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// The host of "host", "host:80", "[::1]:80"; nothing when that is not its form.
std::optional<std::string_view> without_port(std::string_view authority) {
  const std::size_t end = authority.starts_with('[') ? authority.find(']') : 0;
  if (end == std::string_view::npos) return std::nullopt;
  const std::size_t colon = authority.find(':', end);
  if (colon == std::string_view::npos) return authority;
  if (!are_digits(authority.substr(colon + 1))) return std::nullopt;
  return authority.substr(0, colon);
}

bool is_ipv4_loopback(std::string_view host) {
  std::size_t parts = 0;
  if (!host.starts_with("127.")) return false;
  while (true) {
    const std::size_t dot = host.find('.');
    const std::string_view part = host.substr(0, dot);
    if (!are_digits(part) || part.size() > 3) return false;
    ++parts;
    if (dot == std::string_view::npos) return parts == 4;
    host.remove_prefix(dot + 1);
  }
}

bool is_listed(const std::vector<std::string>& list, std::string_view wanted) {
  return std::ranges::any_of(list,
                             [&](const std::string& entry) { return equal_names(entry, wanted); });
}

}  // namespace

bool is_loopback(std::string_view host) {
  return equal_names(host, "localhost") || host == "::1" || host == "[::1]" ||
         is_ipv4_loopback(host);
}

bool OriginGuard::allows_host(const std::optional<std::string>& host) const {
  if (!host) return false;
  const auto name = without_port(*host);
  if (!name) return false;
  return is_loopback(*name) || is_listed(hosts_, *host) || is_listed(hosts_, *name);
}

bool OriginGuard::allows_origin(const std::optional<std::string>& origin) const {
  if (!origin || is_listed(origins_, *origin)) return true;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!origin->starts_with(scheme)) continue;
    const auto name = without_port(std::string_view(*origin).substr(scheme.size()));
    return name && is_loopback(*name);
  }
  return false;
}

}  // namespace d1mcp::transport
