#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "mcp/audience.hpp"
#include "offers/snapshot.hpp"
#include "tools.hpp"

namespace d1mcp::offers {

/// Notices changes of the resources, whoever makes them, and tells an audience of them. While
/// nobody listens it sleeps. One thread; the destructor ends it at once.
class Watcher {
 public:
  /// How long it waits between two looks, and how long a database has to rest before it is read.
  struct Pace {
    std::chrono::milliseconds look{1000};
    std::chrono::milliseconds rest{200};  ///< See Snapshot.
  };

  /// What `services` refers to outlives this object.
  Watcher(const tools::Services& services, std::shared_ptr<mcp::Audience> audience)
      : Watcher(services, std::move(audience), Pace{}) {}
  Watcher(const tools::Services& services, std::shared_ptr<mcp::Audience> audience, Pace pace);
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;
  Watcher(Watcher&&) = delete;
  Watcher& operator=(Watcher&&) = delete;

 private:
  void watch(const std::stop_token& stop);
  void look(const Work& work);
  void wait_for_next_look(const std::stop_token& stop);

  workspace::Catalog& catalog_;
  const std::shared_ptr<mcp::Audience> audience_;
  const Pace pace_;

  // Of the thread alone. Nobody has heard of anything while `snapshots_` is empty.
  std::vector<Snapshot> snapshots_;
  mcp::Json listed_;

  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::jthread thread_;
};

}  // namespace d1mcp::offers
