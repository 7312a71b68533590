#include "mcp/in_flight.hpp"

#include <utility>
#include <vector>

namespace d1mcp::mcp {

void Pending::cancel() {
  State expected = State::open;
  if (state_.compare_exchange_strong(expected, State::cancelled)) stop_.request_stop();
}

void Pending::notify(std::string message) {
  const Lock lock(sending_);
  if (state_ == State::open) channel_->notify(std::move(message));
}

void Pending::pause() {
  const Lock lock(sending_);
  if (state_ == State::open) channel_->pause();
}

void Pending::finish(Answer answer) {
  const Lock lock(sending_);
  const State before = state_.exchange(State::finished);
  if (before == State::finished) return;
  if (before == State::cancelled) answer = Answer{.message = {}, .ending = Ending::silent};
  channel_->finish(std::move(answer));
}

std::shared_ptr<Pending> InFlight::begin(const jsonrpc::Id& id, std::shared_ptr<Channel> channel) {
  auto request = std::make_shared<Pending>(std::move(channel));
  const Lock lock(mutex_);
  return requests_.emplace(id, request).second ? request : nullptr;
}

void InFlight::end(const jsonrpc::Id& id) {
  const Lock lock(mutex_);
  requests_.erase(id);
}

void InFlight::cancel(const jsonrpc::Id& id) {
  std::shared_ptr<Pending> request;
  {
    const Lock lock(mutex_);
    const auto found = requests_.find(id);
    if (found == requests_.end()) return;
    request = found->second;
  }
  request->cancel();
}

void InFlight::cancel_all() {
  std::vector<std::shared_ptr<Pending>> requests;
  {
    const Lock lock(mutex_);
    for (const auto& [id, request] : requests_) requests.push_back(request);
  }
  for (const auto& request : requests) request->cancel();
}

std::size_t InFlight::size() const {
  const Lock lock(mutex_);
  return requests_.size();
}

}  // namespace d1mcp::mcp
