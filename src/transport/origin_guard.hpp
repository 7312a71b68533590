#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace d1mcp::transport {

/// Whether `host` ("localhost", "127.8.8.8", "::1", "[::1]") can only be this machine.
bool is_loopback(std::string_view host);

/// Which names this server may be called by, and which web pages may call it. A page whose host
/// name an attacker makes point to this machine (DNS rebinding) is known by its name in Host; a
/// page from elsewhere by its Origin. Each is checked by itself.
class OriginGuard {
 public:
  /// `hosts` are further names, with or without a port ("db.example.com", "db.example.com:8080");
  /// `origins` are further origins as browsers send them ("https://app.example.com").
  OriginGuard(std::vector<std::string> hosts, std::vector<std::string> origins)
      : hosts_(std::move(hosts)), origins_(std::move(origins)) {}

  /// The value of a Host header: any loopback name with any port, or one of `hosts`. Absent is
  /// refused.
  [[nodiscard]] bool allows_host(const std::optional<std::string>& host) const;

  /// The value of an Origin header: absent, http or https on a loopback name, or one of `origins`.
  [[nodiscard]] bool allows_origin(const std::optional<std::string>& origin) const;

 private:
  std::vector<std::string> hosts_;
  std::vector<std::string> origins_;
};

}  // namespace d1mcp::transport
