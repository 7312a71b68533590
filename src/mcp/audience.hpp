#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/mutex.hpp"
#include "jsonrpc/message.hpp"
#include "mcp/peer.hpp"
#include "mcp/reply.hpp"

namespace d1mcp::mcp {

/// What a `subscriptions/listen` request wants to hear of (MCP 2026-07-28).
struct Wishes {
  bool tools = false;
  bool prompts = false;
  bool resources = false;
  std::set<std::string> uris;      ///< Of resources.
  std::set<std::string> task_ids;  ///< Of the tasks extension.
};

/// Everyone who wants to hear of changes: the sessions, which hear of all that their revision
/// knows, and the streams of `subscriptions/listen`, which hear of what they asked for.
/// Thread-safe.
class Audience {
 public:
  Audience();
  ~Audience();
  Audience(const Audience&) = delete;
  Audience& operator=(const Audience&) = delete;
  Audience(Audience&&) = delete;
  Audience& operator=(Audience&&) = delete;

  void tools_changed();
  void prompts_changed();
  void resources_changed();
  void resource_updated(const std::string& uri);

  /// `task` is the whole task object.
  void task_changed(const std::string& task_id, const Json& task);

  /// Whether anybody would hear of a change of resources: where finding changes costs something, it
  /// need not be done otherwise.
  [[nodiscard]] bool is_listening() const;

  /// Waits until `is_listening`, or until `stop` is requested.
  void wait_for_listeners(const std::stop_token& stop);

  /// A session that has been initialized. It is forgotten when the peer is gone.
  void add_session(const std::shared_ptr<Peer>& peer);

  /// Keeps a listen request open until it is cancelled: acknowledges `wishes`, then sends what is
  /// wished.
  void add_listener(jsonrpc::Id id, Wishes wishes, std::shared_ptr<Pending> pending, Reply reply);

 private:
  struct Listeners;

  void broadcast(std::string_view notification, bool Wishes::*wished);
  std::vector<std::shared_ptr<Peer>> sessions();
  void somebody_came();

  mutable Mutex mutex_;
  std::vector<std::weak_ptr<Peer>> sessions_ D1MCP_GUARDED_BY(mutex_);
  std::shared_ptr<Listeners> listeners_;
  std::mutex arriving_;  // Taken before the other locks.
  std::condition_variable_any arrived_;
};

}  // namespace d1mcp::mcp
