#include "transport/http_turn.hpp"

#include <utility>

namespace d1mcp::transport {

void HttpTurn::respond(HttpResponse response) {
  std::string bytes = written(response, form_);
  {
    const Lock lock(mutex_);
    if (state_ != State::waiting) return;
    state_ = State::ended;
    pending_ = std::move(bytes);
  }
  ring_();
}

void HttpTurn::begin_stream(HttpResponse head) {
  {
    const Lock lock(mutex_);
    if (state_ != State::waiting) return;
    state_ = State::streaming;
    pending_ = written_stream_head(head, form_);
  }
  ring_();
}

bool HttpTurn::send(std::string_view piece) {
  bool sent = true;
  {
    const Lock lock(mutex_);
    if (state_ != State::streaming) return false;
    if (pending_.size() + unsent_ > kMostUnread) {
      state_ = State::too_slow;
      sent = false;
    } else {
      pending_ += written_piece(piece, form_);
    }
  }
  ring_();
  return sent;
}

void HttpTurn::end_stream() {
  {
    const Lock lock(mutex_);
    if (state_ != State::streaming) return;
    state_ = State::ended;
    pending_ += written_stream_end(form_);
  }
  ring_();
}

void HttpTurn::when_gone(std::function<void()> then) {
  {
    const Lock lock(mutex_);
    if (state_ == State::ended) return;
    if (state_ != State::gone) {
      when_gone_ = std::move(then);
      return;
    }
  }
  then();
}

HttpTurn::Output HttpTurn::take() {
  std::function<void()> unneeded;  // Let go of outside the lock: it may own much.
  const Lock lock(mutex_);
  if (state_ == State::ended) unneeded.swap(when_gone_);
  unsent_ += pending_.size();
  return {.bytes = std::exchange(pending_, {}), .state = state_};
}

void HttpTurn::set_unsent(std::size_t bytes) {
  const Lock lock(mutex_);
  unsent_ = bytes;
}

void HttpTurn::leave() {
  std::function<void()> then;
  {
    const Lock lock(mutex_);
    if (state_ == State::ended || state_ == State::gone) return;
    state_ = State::gone;
    pending_.clear();
    then.swap(when_gone_);
  }
  if (then) then();
}

}  // namespace d1mcp::transport
