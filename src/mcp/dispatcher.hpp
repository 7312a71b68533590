#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "jsonrpc/codec.hpp"
#include "mcp/channel.hpp"
#include "mcp/job.hpp"
#include "mcp/peer.hpp"
#include "mcp/server.hpp"

namespace d1mcp::mcp {

/// Takes the messages of peers and sees to it that each is answered exactly once, in the way of its
/// era. It knows no transport: what is to be sent goes into the Channel given with the message.
/// Thread-safe.
class Dispatcher {
 public:
  /// How many requests that may take long one client may have running or waiting; and how many of
  /// any kind one peer may have before another that stays open is refused.
  static constexpr std::size_t kMostInFlight = 64;

  explicit Dispatcher(Server server);

  /// Deals with what one line or HTTP body held. Notifications and methods that are done at once
  /// are, before this returns; what may take long is given back, to be run on any thread, now or
  /// later. Nothing a peer sends makes this fail.
  [[nodiscard]] std::vector<Job> receive(const std::shared_ptr<Peer>& peer,
                                         jsonrpc::Decoded decoded,
                                         const std::shared_ptr<Channel>& channel) const;

  /// The tools that are served.
  [[nodiscard]] const Catalog& tools() const { return host_->server.tools; }

  /// Cancels what goes on without a request that could be cancelled.
  void stop() const { host_->tasks.cancel_all(); }

 private:
  std::shared_ptr<const Host> host_;
};

}  // namespace d1mcp::mcp
