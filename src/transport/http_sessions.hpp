#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>

#include "core/mutex.hpp"
#include "mcp/peer.hpp"

namespace d1mcp::transport {

/// The sessions of the session era over HTTP, by Mcp-Session-Id. Thread-safe.
class HttpSessions {
 public:
  /// Beyond `most` the session that was used longest ago is ended.
  explicit HttpSessions(std::size_t most) : most_(most) {}

  /// Enters a session and gives its id: 128 random bits in visible ASCII.
  std::string add(std::shared_ptr<mcp::Peer> peer);

  /// Null for an id that was never given out or has ended.
  std::shared_ptr<mcp::Peer> find(const std::string& id);

  /// Ends a session and cancels what it has running; false when there is none.
  bool end(const std::string& id);

  void end_all();

 private:
  struct Session {
    std::shared_ptr<mcp::Peer> peer;
    std::size_t used = 0;  // The higher, the later.
  };

  void make_room() D1MCP_REQUIRES(mutex_);

  const std::size_t most_;
  Mutex mutex_;
  std::size_t uses_ D1MCP_GUARDED_BY(mutex_) = 0;
  std::map<std::string, Session> sessions_ D1MCP_GUARDED_BY(mutex_);
};

}  // namespace d1mcp::transport
