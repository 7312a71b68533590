#include "transport/http_event_stream.hpp"

#include <utility>

namespace d1mcp::transport {

HttpResponse event_stream_head() {
  HttpResponse head;
  head.headers.add("Content-Type", "text/event-stream");
  head.headers.add("Cache-Control", "no-cache, no-transform");
  head.headers.add("X-Accel-Buffering", "no");
  return head;
}

void HttpEventStream::replace(std::shared_ptr<HttpSink> sink) {
  if (sink_) sink_->end_stream();
  sink_ = std::move(sink);
  sink_->begin_stream(event_stream_head());
}

void HttpEventStream::open(std::shared_ptr<HttpSink> sink) {
  const Lock lock(mutex_);
  replace(std::move(sink));
  if (log_) sink_->send(log_->priming(number_));
}

void HttpEventStream::resume(std::shared_ptr<HttpSink> sink, const HttpEventId& last) {
  const Lock lock(mutex_);
  replace(std::move(sink));
  for (const std::string& missed : log_->after(last)) sink_->send(missed);
  if (ended_) std::exchange(sink_, nullptr)->end_stream();
}

void HttpEventStream::send(const std::string& message) {
  if (ended_) return;
  const std::string event = log_ ? log_->add(number_, message) : event_text(message, std::nullopt);
  if (sink_ && !sink_->send(event)) sink_ = nullptr;
}

void HttpEventStream::notify(std::string message) {
  const Lock lock(mutex_);
  send(message);
}

void HttpEventStream::finish(mcp::Answer answer) {
  const Lock lock(mutex_);
  if (answer.ending != mcp::Ending::silent) send(answer.message);
  ended_ = true;
  if (sink_) std::exchange(sink_, nullptr)->end_stream();
}

void HttpEventStream::pause() {
  const Lock lock(mutex_);
  if (log_ && sink_) std::exchange(sink_, nullptr)->end_stream();
}

void HttpEventStream::end() {
  const Lock lock(mutex_);
  ended_ = true;
  if (sink_) std::exchange(sink_, nullptr)->end_stream();
}

void HttpEventStream::lose(const std::shared_ptr<HttpSink>& sink) {
  const Lock lock(mutex_);
  if (sink_ == sink) sink_ = nullptr;
}

bool HttpEventStream::is_read() const {
  const Lock lock(mutex_);
  return sink_ != nullptr;
}

}  // namespace d1mcp::transport
