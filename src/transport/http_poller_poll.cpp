// Every system but Linux.

#include <map>
#include <poll.h>

#include "transport/http_poller.hpp"

namespace d1mcp::transport {
namespace {

class PollPoller final : public HttpPoller {
 public:
  [[nodiscard]] bool is_open() const { return alarm_.is_open(); }

  bool watch(int descriptor, std::uint64_t name, Interest interest) override {
    watched_[descriptor] = {.name = name, .with = interest};
    return true;
  }

  void forget(int descriptor) override { watched_.erase(descriptor); }

  const std::vector<Ready>& wait(
      std::optional<std::chrono::steady_clock::time_point> until) override {
    polled_.assign(1, {alarm_.descriptor(), POLLIN, 0});
    names_.assign(1, 0);
    for (const auto& [descriptor, awaited] : watched_) {
      const int events = (awaited.with.read ? POLLIN : 0) | (awaited.with.write ? POLLOUT : 0);
      polled_.push_back({descriptor, static_cast<short>(events), 0});
      names_.push_back(awaited.name);
    }
    ready_.clear();
    if (::poll(polled_.data(), static_cast<nfds_t>(polled_.size()), patience_until(until)) <= 0) {
      return ready_;
    }
    if (polled_.front().revents != 0) alarm_.silence();
    for (std::size_t index = 1; index < polled_.size(); ++index) {
      const int events = polled_[index].revents;
      const bool broken = (events & (POLLERR | POLLHUP | POLLNVAL)) != 0;
      if (events == 0) continue;
      ready_.push_back({.name = names_[index],
                        .with = {.read = broken || (events & POLLIN) != 0,
                                 .write = broken || (events & POLLOUT) != 0}});
    }
    return ready_;
  }

  void wake() override { alarm_.ring(); }

 private:
  HttpAlarm alarm_;
  std::map<int, Ready> watched_;
  std::vector<pollfd> polled_;
  std::vector<std::uint64_t> names_;
  std::vector<Ready> ready_;
};

}  // namespace

Result<std::unique_ptr<HttpPoller>> HttpPoller::create() {
  auto poller = std::make_unique<PollPoller>();
  if (!poller->is_open()) return no_descriptors();
  return std::unique_ptr<HttpPoller>(std::move(poller));
}

}  // namespace d1mcp::transport
