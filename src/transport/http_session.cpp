#include "transport/http_session.hpp"

#include "mcp/revision.hpp"

namespace d1mcp::transport {
namespace {

constexpr std::uint64_t kOutletNumber = 0;

}  // namespace

bool HttpSession::is_resumable() const {
  const auto revision = peer_->session().revision();
  return revision && *revision >= mcp::Revision::v2025_11_25;
}

// Clients of older revisions cannot read the event with which a resumable stream begins.
std::shared_ptr<HttpEventStream> HttpSession::make_stream(std::uint64_t number) const {
  if (!is_resumable()) return std::make_shared<HttpEventStream>();
  return std::make_shared<HttpEventStream>(log_, number);
}

std::shared_ptr<HttpEventStream> HttpSession::new_stream() {
  const Lock lock(mutex_);
  std::erase_if(streams_, [](const auto& entry) { return entry.second.expired(); });
  auto stream = make_stream(++last_stream_);
  streams_[last_stream_] = stream;
  return stream;
}

std::shared_ptr<HttpEventStream> HttpSession::outlet() {
  const Lock lock(mutex_);
  if (!outlet_) outlet_ = make_stream(kOutletNumber);
  return outlet_;
}

void HttpSession::listen(const std::shared_ptr<HttpSink>& sink) {
  const auto stream = outlet();
  stream->open(sink);
  attach(stream, sink);
}

// A stream that can be resumed goes on gathering events when its client is gone.
void HttpSession::attach(const std::shared_ptr<HttpEventStream>& outlet,
                         const std::shared_ptr<HttpSink>& sink) {
  peer_->attach(outlet);
  sink->when_gone([stream = std::weak_ptr(outlet),
                   lost = std::weak_ptr(sink),
                   peer = std::weak_ptr(peer_),
                   is_resumable = is_resumable()] {
    const auto read = stream.lock();
    if (!read) return;
    read->lose(lost.lock());
    if (is_resumable || read->is_read()) return;
    if (const auto talking = peer.lock()) talking->attach(nullptr);
  });
}

std::shared_ptr<HttpEventStream> HttpSession::find_stream(std::uint64_t number) {
  const Lock lock(mutex_);
  const auto found = streams_.find(number);
  return found == streams_.end() ? nullptr : found->second.lock();
}

void HttpSession::resume(const std::shared_ptr<HttpSink>& sink, const HttpEventId& last) {
  if (last.stream == kOutletNumber) {
    const auto stream = outlet();
    stream->resume(sink, last);
    attach(stream, sink);
    return;
  }
  auto stream = find_stream(last.stream);
  if (!stream) {
    stream = make_stream(last.stream);
    stream->end();
  }
  stream->resume(sink, last);
}

bool HttpSession::is_in_use() const {
  if (peer_->requests()->size() > 0) return true;
  const Lock lock(mutex_);
  return outlet_ && outlet_->is_read();
}

void HttpSession::stop_listening() {
  peer_->attach(nullptr);
  const Lock lock(mutex_);
  if (outlet_) outlet_->end();
}

void HttpSession::end() {
  stop_listening();
  peer_->requests()->cancel_all();
}

}  // namespace d1mcp::transport
