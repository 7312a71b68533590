#include "transport/http_sessions.hpp"

#include <algorithm>
#include <utility>

#include "core/encoding.hpp"

namespace d1mcp::transport {

std::string HttpSessions::add(std::shared_ptr<mcp::Peer> peer) {
  std::string id = hex_encode(random_bytes(16));
  const Lock lock(mutex_);
  make_room();
  sessions_[id] = Session{.peer = std::move(peer), .used = ++uses_};
  return id;
}

std::shared_ptr<mcp::Peer> HttpSessions::find(const std::string& id) {
  const Lock lock(mutex_);
  const auto found = sessions_.find(id);
  if (found == sessions_.end()) return nullptr;
  found->second.used = ++uses_;
  return found->second.peer;
}

bool HttpSessions::end(const std::string& id) {
  std::shared_ptr<mcp::Peer> peer;
  {
    const Lock lock(mutex_);
    const auto found = sessions_.find(id);
    if (found == sessions_.end()) return false;
    peer = std::move(found->second.peer);
    sessions_.erase(found);
  }
  peer->requests()->cancel_all();
  return true;
}

void HttpSessions::end_all() {
  std::map<std::string, Session> ended;
  {
    const Lock lock(mutex_);
    ended.swap(sessions_);
  }
  for (const auto& [id, session] : ended) session.peer->requests()->cancel_all();
}

// What an evicted session has running goes on: its answer is still wanted by an open response.
void HttpSessions::make_room() {
  if (sessions_.empty() || sessions_.size() < most_) return;
  const auto oldest =
      std::ranges::min_element(sessions_, {}, [](const auto& entry) { return entry.second.used; });
  sessions_.erase(oldest);
}

}  // namespace d1mcp::transport
