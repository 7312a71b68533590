#include "transport/http_channel.hpp"

#include <utility>

namespace d1mcp::transport {

void HttpChannel::notify(std::string message) {
  const Lock lock(mutex_);
  if (dropping_) return;
  notifications_.push_back(std::move(message));
  changed_.notify_all();
}

void HttpChannel::finish(mcp::Answer answer) {
  const Lock lock(mutex_);
  answer_ = std::move(answer);
  changed_.notify_all();
}

HttpChannel::Ready HttpChannel::ready() const {
  if (!notifications_.empty()) return Ready::notification;
  return answer_ ? Ready::answer : Ready::nothing;
}

HttpChannel::Ready HttpChannel::wait(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  const Lock lock(mutex_);
  while (ready() == Ready::nothing) {
    if (changed_.wait_until(mutex_, deadline) == std::cv_status::timeout) break;
  }
  return ready();
}

HttpChannel::Event HttpChannel::next() {
  const Lock lock(mutex_);
  if (notifications_.empty()) return std::exchange(answer_, std::nullopt).value();
  Event event = std::move(notifications_.front());
  notifications_.pop_front();
  return event;
}

void HttpChannel::drop_notifications() {
  const Lock lock(mutex_);
  dropping_ = true;
  notifications_.clear();
}

}  // namespace d1mcp::transport
