#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "jsonrpc/message.hpp"

namespace d1mcp::mcp {

/// Seals what a request must find again when its client makes it anew (`requestState`, MCP
/// 2026-07-28): authenticated, bound to the method and its params, valid for a quarter of an hour
/// and in this process only.
class RequestState {
 public:
  using Clock = std::chrono::system_clock;

  RequestState();

  [[nodiscard]] std::string seal(const std::string& state,
                                 const jsonrpc::Request& request,
                                 Clock::time_point now) const;

  /// What was sealed; nothing when the text was changed, belongs to another request, or is too old.
  [[nodiscard]] std::optional<std::string> open(std::string_view sealed,
                                                const jsonrpc::Request& request,
                                                Clock::time_point now) const;

 private:
  [[nodiscard]] std::string tag_of(const std::string& payload,
                                   const jsonrpc::Request& request) const;

  std::string key_;
};

}  // namespace d1mcp::mcp
