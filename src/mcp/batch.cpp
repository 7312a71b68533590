#include "mcp/batch.hpp"

#include <utility>

namespace d1mcp::mcp {

BatchChannel::BatchChannel(std::shared_ptr<Channel> outer, std::size_t expected)
    : outer_(std::move(outer)), expected_(expected) {}

void BatchChannel::notify(std::string message) {
  outer_->notify(std::move(message));
}

void BatchChannel::finish(Answer answer) {
  std::string all;
  {
    const Lock lock(mutex_);
    if (answer.ending != Ending::silent) {
      answers_ += answers_.empty() ? "[" : ",";
      answers_ += answer.message;
    }
    if (--expected_ > 0) return;
    all = std::move(answers_);
  }
  if (all.empty()) {
    outer_->finish({.message = {}, .ending = Ending::silent});
  } else {
    outer_->finish({.message = all + "]", .ending = Ending::answered});
  }
}

}  // namespace d1mcp::mcp
