#include "transport/http_sessions.hpp"

#include <algorithm>
#include <utility>

#include "core/encoding.hpp"

namespace d1mcp::transport {

std::string HttpSessions::add(std::shared_ptr<HttpSession> session) {
  std::string id = hex_encode(random_bytes(16));
  const Lock lock(mutex_);
  make_room();
  entries_[id] = Entry{.session = std::move(session), .used = now_(), .use = ++uses_};
  return id;
}

bool HttpSessions::has_expired(const Entry& entry) const {
  return now_() - entry.used > limits_.unused && !entry.session->is_in_use();
}

HttpSessions::Entries::iterator HttpSessions::look_up(const std::string& id, Access access) {
  const auto found = entries_.find(id);
  if (found == entries_.end() || found->second.session->access() != access) return entries_.end();
  if (!has_expired(found->second)) return found;
  entries_.erase(found);
  return entries_.end();
}

std::shared_ptr<HttpSession> HttpSessions::find(const std::string& id, Access access) {
  const Lock lock(mutex_);
  const auto found = look_up(id, access);
  if (found == entries_.end()) return nullptr;
  found->second.used = now_();
  found->second.use = ++uses_;
  return found->second.session;
}

bool HttpSessions::end(const std::string& id, Access access) {
  std::shared_ptr<HttpSession> session;
  {
    const Lock lock(mutex_);
    const auto found = look_up(id, access);
    if (found == entries_.end()) return false;
    session = std::move(found->second.session);
    entries_.erase(found);
  }
  session->end();
  return true;
}

void HttpSessions::end_all() {
  Entries ended;
  {
    const Lock lock(mutex_);
    ended.swap(entries_);
  }
  for (const auto& [id, entry] : ended) entry.session->end();
}

// What an evicted session has running goes on: its answer is still wanted by an open response.
void HttpSessions::make_room() {
  if (entries_.empty() || entries_.size() < limits_.sessions) return;
  std::erase_if(entries_, [this](const auto& entry) { return has_expired(entry.second); });
  if (entries_.size() < limits_.sessions) return;
  const auto oldest =
      std::ranges::min_element(entries_, {}, [](const auto& entry) { return entry.second.use; });
  oldest->second.session->stop_listening();
  entries_.erase(oldest);
}

}  // namespace d1mcp::transport
