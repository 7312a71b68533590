#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "transport/http_sink.hpp"

namespace d1mcp::transport {

/// A sink whose response gets further header fields, whatever it will be.
class HttpDecoratedSink final : public HttpSink {
 public:
  /// `decorate` is called once, when the head of the response is sent.
  HttpDecoratedSink(std::shared_ptr<HttpSink> sink, std::function<void(HttpHeaders&)> decorate)
      : sink_(std::move(sink)), decorate_(std::move(decorate)) {}

  void respond(HttpResponse response) override {
    decorate_(response.headers);
    sink_->respond(std::move(response));
  }
  void begin_stream(HttpResponse head) override {
    decorate_(head.headers);
    sink_->begin_stream(std::move(head));
  }
  bool send(std::string_view piece) override { return sink_->send(piece); }
  void end_stream() override { sink_->end_stream(); }
  void when_gone(std::function<void()> then) override { sink_->when_gone(std::move(then)); }

 private:
  const std::shared_ptr<HttpSink> sink_;
  const std::function<void(HttpHeaders&)> decorate_;
};

}  // namespace d1mcp::transport
