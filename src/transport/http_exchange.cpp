#include "transport/http_exchange.hpp"

#include <algorithm>

namespace d1mcp::transport {
namespace {

// How soon it is noticed that a client has left or the server ends.
constexpr std::chrono::milliseconds kLookAround{100};

}  // namespace

HttpChannel::Ready HttpExchange::wait(std::chrono::milliseconds patience,
                                      const HttpClientPresence& client) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    const auto ready = channel_->wait(std::clamp(left, std::chrono::milliseconds(0), kLookAround));
    if (ready != HttpChannel::Ready::nothing) return ready;
    const bool has_left = !client.is_connected();
    over_ = has_left || stopping_;
    if (stopping_ || (has_left && era_ == mcp::EraName::stateless)) peer_->requests()->cancel_all();
    if (over_ || left <= left.zero()) return HttpChannel::Ready::nothing;
  }
}

}  // namespace d1mcp::transport
