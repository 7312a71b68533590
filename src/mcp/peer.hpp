#pragma once

#include <atomic>
#include <memory>
#include <utility>

#include "core/mutex.hpp"
#include "mcp/channel.hpp"
#include "mcp/in_flight.hpp"
#include "mcp/session_era.hpp"
#include "mcp/workload.hpp"

namespace d1mcp::mcp {

/// One counterpart: whoever is at the other end of a pipe, of an HTTP session, or of a single
/// stateless HTTP request. Ids of requests are unique within a peer. Thread-safe.
class Peer {
 public:
  Peer() = default;

  /// A peer behind which is a client that has other peers, too: they share its workload.
  explicit Peer(std::shared_ptr<Workload> workload) : workload_(std::move(workload)) {}

  [[nodiscard]] SessionEra& session() { return session_; }
  [[nodiscard]] const std::shared_ptr<InFlight>& requests() const { return requests_; }

  [[nodiscard]] Workload& workload() const { return *workload_; }

  /// From now on what belongs to no request goes out through `channel`, by `notify` alone; null:
  /// there is no way out, and it is dropped.
  void attach(std::shared_ptr<Channel> channel);

  /// Sends an encoded message that belongs to no request; false when there is no way out.
  bool tell(std::string message);

  /// Once a peer without a session has sent a stateless request (other than the question what the
  /// server speaks), it is held to that: a request without `_meta` is a mistake then.
  [[nodiscard]] bool is_held_to_stateless() const { return held_to_stateless_; }
  void hold_to_stateless() { held_to_stateless_ = true; }

 private:
  SessionEra session_;
  const std::shared_ptr<Workload> workload_ = std::make_shared<Workload>();
  std::shared_ptr<InFlight> requests_ = std::make_shared<InFlight>();
  std::atomic<bool> held_to_stateless_{false};
  Mutex mutex_;
  std::shared_ptr<Channel> outlet_ D1MCP_GUARDED_BY(mutex_);
};

}  // namespace d1mcp::mcp
