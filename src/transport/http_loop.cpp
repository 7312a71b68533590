#include "transport/http_loop.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/log.hpp"
#include "core/mutex.hpp"

namespace d1mcp::transport {
namespace {

constexpr std::uint64_t kListener = 0;
constexpr int kAcceptedAtATime = 64;
// Beyond its limit a server takes a few more connections, to say that it is full.
constexpr std::size_t kRefusedAtATime = 128;
// Requests still arriving may take the memory of so many of the largest ones.
constexpr std::size_t kLargestAtATime = 4;
constexpr std::chrono::seconds kUntilDescriptorsAreFree{1};

}  // namespace

/// By which other threads name the connections that have something to send. Outlives the loop where
/// a request does.
class HttpLoop::Bell {
 public:
  explicit Bell(HttpPoller& poller) : poller_(&poller) {}

  void ring(std::uint64_t name) {
    const Lock lock(mutex_);
    if (poller_ == nullptr) return;
    rung_.push_back(name);
    if (rung_.size() == 1 && std::this_thread::get_id() != heard_by_) poller_->wake();
  }

  /// Rings on the calling thread need not wake it: it looks before it sleeps.
  void listen_here() {
    const Lock lock(mutex_);
    heard_by_ = std::this_thread::get_id();
  }

  std::vector<std::uint64_t> take() {
    const Lock lock(mutex_);
    return std::exchange(rung_, {});
  }

  void close() {
    const Lock lock(mutex_);
    poller_ = nullptr;
  }

 private:
  Mutex mutex_;
  HttpPoller* poller_ D1MCP_GUARDED_BY(mutex_);
  std::thread::id heard_by_ D1MCP_GUARDED_BY(mutex_);
  std::vector<std::uint64_t> rung_ D1MCP_GUARDED_BY(mutex_);
};

HttpLoop::HttpLoop(HttpSocket listener,
                   const Options& options,
                   HttpHandler handler,
                   std::unique_ptr<HttpPoller> poller)
    : listener_(std::move(listener)),
      most_connections_(options.connections),
      most_kept_(kLargestAtATime * (options.limits.body_bytes + options.limits.head_bytes)),
      common_{.parser = {},
              .limits = options.limits,
              .patience = options.patience,
              .handler = std::move(handler)},
      poller_(std::move(poller)),
      bell_(std::make_shared<Bell>(*poller_)) {}

Result<std::unique_ptr<HttpLoop>> HttpLoop::start(HttpSocket listener,
                                                  const Options& options,
                                                  HttpHandler handler) {
  TRY_ASSIGN(auto poller, HttpPoller::create());
  std::unique_ptr<HttpLoop> loop(
      new HttpLoop(std::move(listener), options, std::move(handler), std::move(poller)));
  loop->listen(true);
  loop->thread_ = std::thread([running = loop.get()] { running->run(); });
  return loop;
}

HttpLoop::~HttpLoop() {
  stop();
}

void HttpLoop::stop() {
  if (!thread_.joinable()) return;
  stopping_ = true;
  poller_->wake();
  thread_.join();
}

void HttpLoop::run() {
  bell_->listen_here();
  while (!stopping_) {
    if (Clock::now() >= next_deadline_) expire_due();
    collect_rung();
    const bool is_endless = next_deadline_ == Clock::time_point::max();
    for (const auto& ready :
         poller_->wait(is_endless ? std::nullopt : std::optional(next_deadline_))) {
      serve(ready);
    }
  }
  listener_ = HttpSocket();
  for (auto& [name, entry] : entries_) entry.connection->end();
  bell_->close();
  entries_.clear();
}

void HttpLoop::serve(const HttpPoller::Ready& ready) {
  if (ready.name == kListener) return accept_some();
  const auto entry = entries_.find(ready.name);
  if (entry == entries_.end()) return;
  HttpConnection& connection = *entry->second.connection;
  if (ready.with.write) connection.flush();
  if (ready.with.read && !connection.is_over()) connection.receive(buffer_);
  settle(entry);
}

void HttpLoop::accept_some() {
  for (int count = 0; count < kAcceptedAtATime; ++count) {
    HttpSocket socket;
    switch (listener_.accept(socket)) {
      case HttpSocket::Accepted::connection: add(std::move(socket)); break;
      case HttpSocket::Accepted::none_waiting: return;
      case HttpSocket::Accepted::no_descriptors:
        log::warning("no free file descriptors: connections have to wait");
        listen(false);
        next_deadline_ = std::min(next_deadline_, Clock::now() + kUntilDescriptorsAreFree);
        return;
    }
  }
}

void HttpLoop::add(HttpSocket socket) {
  if (entries_.size() >= most_connections_ + kRefusedAtATime) return;
  const std::uint64_t name = ++last_name_;
  const int descriptor = socket.descriptor();
  auto connection = std::make_unique<HttpConnection>(
      std::move(socket), common_, [bell = bell_, name] { bell->ring(name); });
  if (entries_.size() >= most_connections_) {
    connection->refuse(503, "this server has all the connections it takes");
  }
  const HttpPoller::Interest interest = connection->interest();
  if (!poller_->watch(descriptor, name, interest)) return;
  settle(entries_.emplace(name, Entry{std::move(connection), interest}).first);
}

// After anything was done with a connection: it is watched for what it waits for now, or let go.
void HttpLoop::settle(Entries::iterator entry) {
  Entry& settled = entry->second;
  HttpConnection& connection = *settled.connection;
  kept_ -= settled.kept;
  settled.kept = connection.kept_bytes();
  if (kept_ + settled.kept > most_kept_ && settled.kept > 0 && !connection.is_over()) {
    connection.refuse(503, "this server is receiving too much at a time; try again later");
    settled.kept = connection.kept_bytes();
  }
  if (connection.is_over()) {
    poller_->forget(connection.descriptor());
    entries_.erase(entry);
    if (!listening_) listen(true);
    return;
  }
  kept_ += settled.kept;
  const HttpPoller::Interest interest = connection.interest();
  if (interest != settled.watched) {
    poller_->watch(connection.descriptor(), entry->first, interest);
    settled.watched = interest;
  }
  next_deadline_ = std::min(next_deadline_, connection.deadline());
}

void HttpLoop::collect_rung() {
  for (auto rung = bell_->take(); !rung.empty(); rung = bell_->take()) {
    for (const std::uint64_t name : rung) {
      const auto entry = entries_.find(name);
      if (entry == entries_.end()) continue;
      entry->second.connection->collect();
      settle(entry);
    }
  }
}

void HttpLoop::expire_due() {
  const auto now = Clock::now();
  if (!listening_) listen(true);
  next_deadline_ = Clock::time_point::max();
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    const auto current = entry++;
    if (current->second.connection->deadline() <= now) current->second.connection->expire();
    settle(current);
  }
}

void HttpLoop::listen(bool listening) {
  listening_ = listening;
  if (listening) {
    poller_->watch(listener_.descriptor(), kListener, {.read = true, .write = false});
  } else {
    poller_->forget(listener_.descriptor());
  }
}

}  // namespace d1mcp::transport
