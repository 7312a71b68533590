#include "offers/watcher.hpp"

#include <utility>

#include "offers/resources.hpp"

namespace d1mcp::offers {

Watcher::Watcher(const tools::Services& services,
                 std::shared_ptr<mcp::Audience> audience,
                 Pace pace)
    : catalog_(services.catalog),
      audience_(std::move(audience)),
      pace_(pace),
      thread_([this](const std::stop_token& stop) { watch(stop); }) {}

Watcher::~Watcher() {
  thread_.request_stop();
  thread_.join();
}

void Watcher::watch(const std::stop_token& stop) {
  Work work;
  work.stop = stop;
  while (!stop.stop_requested()) {
    if (audience_->is_listening()) {
      look(work);
      wait_for_next_look(stop);
    } else {
      snapshots_.clear();
      audience_->wait_for_listeners(stop);
    }
  }
}

void Watcher::look(const Work& work) {
  const bool first = snapshots_.empty();
  snapshots_.resize(catalog_.entries().size(), Snapshot(pace_.rest));
  mcp::Json listed = list_resources(catalog_);
  if (!first && listed != listed_) audience_->resources_changed();
  listed_ = std::move(listed);
  for (std::size_t index = 0; index < snapshots_.size(); ++index) {
    for (const std::string& uri : snapshots_[index].look(*catalog_.entries()[index], work)) {
      audience_->resource_updated(uri);
    }
  }
}

void Watcher::wait_for_next_look(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  stopped_.wait_for(lock, stop, pace_.look, [] { return false; });
}

}  // namespace d1mcp::offers
