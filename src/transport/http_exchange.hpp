#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "mcp/peer.hpp"
#include "transport/http_channel.hpp"
#include "transport/http_message.hpp"

namespace d1mcp::transport {

/// One POST whose requests have been handed to workers, seen from the thread that answers it. That
/// a client closes the connection before the answer has come is how it cancels a stateless request;
/// in a session it means little, because connections may break and only a message cancels.
class HttpExchange {
 public:
  /// `stopping` tells that the server is about to end and outlives the exchange.
  HttpExchange(std::shared_ptr<mcp::Peer> peer, mcp::EraName era, const std::atomic<bool>& stopping)
      : peer_(std::move(peer)), era_(era), stopping_(stopping) {}

  [[nodiscard]] const std::shared_ptr<HttpChannel>& channel() const { return channel_; }

  /// Waits for something to send, for at most `patience`. Nothing with `is_over()` when it will
  /// never come: the client has left or the server ends.
  HttpChannel::Ready wait(std::chrono::milliseconds patience, const HttpClientPresence& client);

  [[nodiscard]] bool is_over() const { return over_; }

 private:
  std::shared_ptr<mcp::Peer> peer_;
  mcp::EraName era_;
  const std::atomic<bool>& stopping_;
  std::shared_ptr<HttpChannel> channel_ = std::make_shared<HttpChannel>();
  bool over_ = false;
};

}  // namespace d1mcp::transport
