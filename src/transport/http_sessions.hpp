#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "core/access.hpp"
#include "core/mutex.hpp"
#include "transport/http_session.hpp"

namespace d1mcp::transport {

/// The sessions of a server, by Mcp-Session-Id. Thread-safe.
class HttpSessions {
 public:
  struct Limits {
    std::size_t sessions = 1000;  ///< Beyond it, the one used longest ago ends.
    std::chrono::minutes unused{30};
  };
  using Now = std::function<std::chrono::steady_clock::time_point()>;

  HttpSessions() : HttpSessions(Limits{}, std::chrono::steady_clock::now) {}
  HttpSessions(Limits limits, Now now) : limits_(limits), now_(std::move(now)) {}

  /// Enters a session and gives its id: 128 random bits in visible ASCII.
  std::string add(std::shared_ptr<HttpSession> session);

  /// Null for an id that was never given out, has ended, or belongs to another level of access.
  std::shared_ptr<HttpSession> find(const std::string& id, Access access);

  /// Ends what `find` would find; false when that is nothing.
  bool end(const std::string& id, Access access);

  void end_all();

 private:
  struct Entry {
    std::shared_ptr<HttpSession> session;
    std::chrono::steady_clock::time_point used;
    std::size_t use = 0;  // The higher, the later.
  };
  using Entries = std::map<std::string, Entry>;

  void make_room() D1MCP_REQUIRES(mutex_);
  Entries::iterator look_up(const std::string& id, Access access) D1MCP_REQUIRES(mutex_);
  [[nodiscard]] bool has_expired(const Entry& entry) const;

  const Limits limits_;
  const Now now_;
  Mutex mutex_;
  std::size_t uses_ D1MCP_GUARDED_BY(mutex_) = 0;
  Entries entries_ D1MCP_GUARDED_BY(mutex_);
};

}  // namespace d1mcp::transport
