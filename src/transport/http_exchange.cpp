#include "transport/http_exchange.hpp"

#include <utility>

#include "transport/http_responses.hpp"

namespace d1mcp::transport {
namespace {

int status_of(mcp::Ending ending, mcp::EraName era) {
  switch (ending) {
    case mcp::Ending::answered: return 200;
    case mcp::Ending::refused: return 400;
    case mcp::Ending::too_many: return 429;
    case mcp::Ending::unknown_method: return era == mcp::EraName::stateless ? 404 : 200;
    case mcp::Ending::silent: return 202;
  }
  return 200;
}

HttpResponse response_to(mcp::Answer answer, mcp::EraName era) {
  HttpResponse response = json_response(status_of(answer.ending, era), std::move(answer.message));
  if (answer.ending == mcp::Ending::too_many) response.headers.add("Retry-After", "1");
  return response;
}

}  // namespace

bool HttpExchange::become_stream() {
  if (streaming_) return true;
  if (answered_ || !terms_.takes_events) return false;
  streaming_ = true;
  stream_->open(sink_);
  return true;
}

void HttpExchange::notify(std::string message) {
  const Lock lock(mutex_);
  if (become_stream()) stream_->notify(std::move(message));
}

void HttpExchange::pause() {
  const Lock lock(mutex_);
  if (stream_->is_resumable() && become_stream()) stream_->pause();
}

void HttpExchange::begin_events() {
  const Lock lock(mutex_);
  become_stream();
}

void HttpExchange::finish(mcp::Answer answer) {
  const Lock lock(mutex_);
  if (streaming_) return stream_->finish(std::move(answer));
  answered_ = true;
  if (answer.ending == mcp::Ending::silent) {
    sink_->respond(empty_response(202));
  } else {
    sink_->respond(response_to(std::move(answer), terms_.era));
  }
}

void HttpExchange::expect_nothing() {
  const Lock lock(mutex_);
  if (!answered_ && !streaming_) sink_->respond(empty_response(202));
  answered_ = true;
}

}  // namespace d1mcp::transport
