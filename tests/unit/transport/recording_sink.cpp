#include "unit/transport/recording_sink.hpp"

#include <chrono>
#include <gtest/gtest.h>
#include <sstream>
#include <utility>

#include "unit/mcp/message_log.hpp"

namespace d1mcp::transport {
namespace {

constexpr std::chrono::seconds kPatience{20};

constexpr std::string_view kData = "data: ";

}  // namespace

// A body is one message, a piece of a stream has one in each of its data fields.
void RecordingSink::log(std::string_view body) const {
  if (between_ == nullptr) return;
  std::istringstream lines{std::string(body)};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(kData)) line.erase(0, kData.size());
    if (line.find("\"jsonrpc\"") == std::string::npos) continue;
    mcp::log_message(between_, mcp::Speaker::server, line);
  }
}

void RecordingSink::respond(HttpResponse response) {
  log(response.body);
  const Lock lock(mutex_);
  EXPECT_FALSE(streaming_ || ended_) << "a second response";
  response_ = std::move(response);
  ended_ = true;
  changed_.notify_all();
}

void RecordingSink::begin_stream(HttpResponse head) {
  const Lock lock(mutex_);
  EXPECT_FALSE(streaming_ || ended_) << "a second response";
  response_ = std::move(head);
  streaming_ = true;
  changed_.notify_all();
}

bool RecordingSink::send(std::string_view piece) {
  log(piece);
  const Lock lock(mutex_);
  EXPECT_TRUE(streaming_ && !ended_) << piece;
  if (gone_) return false;
  response_.body += piece;
  changed_.notify_all();
  return true;
}

void RecordingSink::end_stream() {
  const Lock lock(mutex_);
  ended_ = true;
  changed_.notify_all();
}

void RecordingSink::when_gone(std::function<void()> then) {
  const Lock lock(mutex_);
  when_gone_ = std::move(then);
}

HttpResponse RecordingSink::response() {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  const Lock lock(mutex_);
  while (!ended_ && changed_.wait_until(mutex_, deadline) != std::cv_status::timeout) continue;
  EXPECT_TRUE(ended_) << "no response";
  return response_;
}

std::string RecordingSink::wait_for(std::string_view text) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  const Lock lock(mutex_);
  while (response_.body.find(text) == std::string::npos &&
         changed_.wait_until(mutex_, deadline) != std::cv_status::timeout) {
    continue;
  }
  return response_.body;
}

bool RecordingSink::is_stream() const {
  const Lock lock(mutex_);
  return streaming_;
}

bool RecordingSink::has_ended() const {
  const Lock lock(mutex_);
  return ended_;
}

void RecordingSink::leave() {
  std::function<void()> then;
  {
    const Lock lock(mutex_);
    gone_ = true;
    then.swap(when_gone_);
  }
  if (then) then();
}

}  // namespace d1mcp::transport
