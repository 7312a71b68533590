// Linux: the cost of a wait does not grow with the connections that are idle.

#include <array>
#include <cerrno>
#include <set>
#include <sys/epoll.h>
#include <unistd.h>

#include "transport/http_poller.hpp"

namespace d1mcp::transport {
namespace {

constexpr std::uint64_t kAlarm = ~std::uint64_t{0};
constexpr std::size_t kAtATime = 128;

class EpollPoller final : public HttpPoller {
 public:
  EpollPoller() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {}
  ~EpollPoller() override {
    if (epoll_ >= 0) ::close(epoll_);
  }
  EpollPoller(const EpollPoller&) = delete;
  EpollPoller& operator=(const EpollPoller&) = delete;
  EpollPoller(EpollPoller&&) = delete;
  EpollPoller& operator=(EpollPoller&&) = delete;

  bool open() {
    return epoll_ >= 0 && alarm_.is_open() &&
           watch(alarm_.descriptor(), kAlarm, {.read = true, .write = false});
  }

  bool watch(int descriptor, std::uint64_t name, Interest interest) override {
    epoll_event event{};
    event.events = (interest.read ? static_cast<std::uint32_t>(EPOLLIN) : 0U) |
                   (interest.write ? static_cast<std::uint32_t>(EPOLLOUT) : 0U);
    event.data.u64 = name;
    const bool is_new = watched_.insert(descriptor).second;
    return ::epoll_ctl(epoll_, is_new ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &event) == 0;
  }

  void forget(int descriptor) override {
    if (watched_.erase(descriptor) > 0) ::epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr);
  }

  const std::vector<Ready>& wait(
      std::optional<std::chrono::steady_clock::time_point> until) override {
    ready_.clear();
    const int count = ::epoll_wait(
        epoll_, events_.data(), static_cast<int>(events_.size()), patience_until(until));
    for (int index = 0; index < count; ++index) {
      const epoll_event& event = events_.at(static_cast<std::size_t>(index));
      if (event.data.u64 == kAlarm) {
        alarm_.silence();
        continue;
      }
      const bool broken = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
      ready_.push_back({.name = event.data.u64,
                        .with = {.read = broken || (event.events & EPOLLIN) != 0,
                                 .write = broken || (event.events & EPOLLOUT) != 0}});
    }
    return ready_;
  }

  void wake() override { alarm_.ring(); }

 private:
  int epoll_;
  HttpAlarm alarm_;
  std::set<int> watched_;
  std::array<epoll_event, kAtATime> events_{};
  std::vector<Ready> ready_;
};

}  // namespace

Result<std::unique_ptr<HttpPoller>> HttpPoller::create() {
  auto poller = std::make_unique<EpollPoller>();
  if (!poller->open()) return no_descriptors();
  return std::unique_ptr<HttpPoller>(std::move(poller));
}

}  // namespace d1mcp::transport
