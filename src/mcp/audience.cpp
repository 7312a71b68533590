#include "mcp/audience.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "jsonrpc/codec.hpp"
#include "mcp/meta.hpp"

namespace d1mcp::mcp {

namespace {

using StopCallback = std::stop_callback<std::function<void()>>;

Json id_as_json(const jsonrpc::Id& id) {
  return std::visit([](const auto& value) { return Json(value); }, id);
}

Json honoured(const Wishes& wishes) {
  Json shown = Json::object();
  if (wishes.tools) shown["toolsListChanged"] = true;
  if (wishes.prompts) shown["promptsListChanged"] = true;
  if (wishes.resources) shown["resourcesListChanged"] = true;
  if (!wishes.uris.empty()) shown["resourceSubscriptions"] = wishes.uris;
  if (!wishes.task_ids.empty()) shown["taskIds"] = wishes.task_ids;
  return shown;
}

}  // namespace

struct Audience::Listeners {
  /// One open `subscriptions/listen` request. Dropped, it ends without a word when it was
  /// cancelled.
  struct Listener {
    Listener(const jsonrpc::Id& id, Wishes wanted, std::shared_ptr<Pending> request, Reply duty)
        : subscription(id_as_json(id)),
          wishes(std::move(wanted)),
          pending(std::move(request)),
          reply(std::move(duty)) {}

    void tell(std::string_view notification, const Json& params) {
      const Lock lock(speaking);
      send(notification, params);
    }

    void send(std::string_view notification, Json params) const D1MCP_REQUIRES(speaking) {
      params["_meta"][std::string(kSubscriptionIdKey)] = subscription;
      pending->notify(jsonrpc::encode_notification(notification, params));
    }

    Mutex speaking;  // Held while a notification is sent, so that the acknowledgement is the first.
    Json subscription;
    Wishes wishes;
    std::shared_ptr<Pending> pending;
    Reply reply;
    std::optional<StopCallback> on_cancel;
  };

  std::uint64_t enter(const std::shared_ptr<Listener>& listener) {
    const Lock lock(mutex);
    open.emplace(next, listener);
    return next++;
  }

  // Taken out under the lock and dropped outside it: dropping answers, which may block.
  std::shared_ptr<Listener> take(std::uint64_t number) {
    const Lock lock(mutex);
    const auto found = open.find(number);
    if (found == open.end()) return nullptr;
    std::shared_ptr<Listener> listener = std::move(found->second);
    open.erase(found);
    return listener;
  }

  std::vector<std::shared_ptr<Listener>> all() {
    const Lock lock(mutex);
    std::vector<std::shared_ptr<Listener>> found;
    for (const auto& [number, listener] : open) found.push_back(listener);
    return found;
  }

  Mutex mutex;
  std::uint64_t next D1MCP_GUARDED_BY(mutex) = 0;
  std::map<std::uint64_t, std::shared_ptr<Listener>> open D1MCP_GUARDED_BY(mutex);
};

Audience::Audience() : listeners_(std::make_shared<Listeners>()) {}

Audience::~Audience() = default;

void Audience::add_listener(jsonrpc::Id id,
                            Wishes wishes,
                            std::shared_ptr<Pending> pending,
                            Reply reply) {
  auto listener = std::make_shared<Listeners::Listener>(
      id, std::move(wishes), std::move(pending), std::move(reply));
  std::uint64_t number = 0;
  {
    // It is known before it is acknowledged: no change from then on may be lost.
    const Lock lock(listener->speaking);
    number = listeners_->enter(listener);
    listener->send("notifications/subscriptions/acknowledged",
                   {{"notifications", honoured(listener->wishes)}});
  }
  // A cancel that came before this calls back at once.
  listener->on_cancel.emplace(listener->pending->stop(),
                              [listeners = std::weak_ptr<Listeners>(listeners_), number] {
                                if (const auto kept = listeners.lock()) kept->take(number);
                              });
  somebody_came();
}

void Audience::add_session(const std::shared_ptr<Peer>& peer) {
  {
    const Lock lock(mutex_);
    std::erase_if(sessions_, [](const std::weak_ptr<Peer>& known) { return known.expired(); });
    sessions_.push_back(peer);
  }
  somebody_came();
}

void Audience::somebody_came() {
  const std::lock_guard lock(arriving_);
  arrived_.notify_all();
}

void Audience::wait_for_listeners(const std::stop_token& stop) {
  std::unique_lock lock(arriving_);
  arrived_.wait(lock, stop, [this] { return is_listening(); });
}

std::vector<std::shared_ptr<Peer>> Audience::sessions() {
  const Lock lock(mutex_);
  std::vector<std::shared_ptr<Peer>> found;
  for (const std::weak_ptr<Peer>& known : sessions_) {
    if (auto peer = known.lock()) found.push_back(std::move(peer));
  }
  return found;
}

bool Audience::is_listening() const {
  {
    const Lock lock(listeners_->mutex);
    if (!listeners_->open.empty()) return true;
  }
  const Lock lock(mutex_);
  return std::ranges::any_of(sessions_, [](const auto& known) { return !known.expired(); });
}

void Audience::broadcast(std::string_view notification, bool Wishes::*wished) {
  const std::string message = jsonrpc::encode_notification(notification, Json::object());
  for (const auto& peer : sessions()) peer->tell(message);
  for (const auto& listener : listeners_->all()) {
    if (listener->wishes.*wished) listener->tell(notification, Json::object());
  }
}

void Audience::tools_changed() {
  broadcast("notifications/tools/list_changed", &Wishes::tools);
}

void Audience::prompts_changed() {
  broadcast("notifications/prompts/list_changed", &Wishes::prompts);
}

void Audience::resources_changed() {
  broadcast("notifications/resources/list_changed", &Wishes::resources);
}

void Audience::resource_updated(const std::string& uri) {
  constexpr std::string_view kNotification = "notifications/resources/updated";
  const Json params = {{"uri", uri}};
  for (const auto& peer : sessions()) {
    if (peer->session().watches(uri))
      peer->tell(jsonrpc::encode_notification(kNotification, params));
  }
  for (const auto& listener : listeners_->all()) {
    if (listener->wishes.uris.contains(uri)) listener->tell(kNotification, params);
  }
}

void Audience::task_changed(const std::string& task_id, const Json& task) {
  for (const auto& listener : listeners_->all()) {
    if (listener->wishes.task_ids.contains(task_id)) listener->tell("notifications/tasks", task);
  }
}

}  // namespace d1mcp::mcp
