#pragma once

#include <memory>
#include <string>

#include "core/mutex.hpp"
#include "mcp/channel.hpp"
#include "mcp/era.hpp"
#include "transport/http_event_stream.hpp"
#include "transport/http_sink.hpp"

namespace d1mcp::transport {

/// The way back to the client of one POST. The answer is JSON, unless something is to be said
/// before it: then the response becomes a stream of events. Thread-safe; waits for nobody.
class HttpExchange final : public mcp::Channel {
 public:
  struct Terms {
    mcp::EraName era = mcp::EraName::stateless;
    bool takes_events = true;  ///< Otherwise notifications are dropped.
  };

  HttpExchange(std::shared_ptr<HttpSink> sink, Terms terms, std::shared_ptr<HttpEventStream> stream)
      : sink_(std::move(sink)), terms_(terms), stream_(std::move(stream)) {}

  void notify(std::string message) override;
  void finish(mcp::Answer answer) override;
  void pause() override;

  /// Becomes a stream of events now, if the client takes that.
  void begin_events();

  /// There was nothing to answer in what was posted. Unless it has been refused, that is said.
  void expect_nothing();

 private:
  bool become_stream() D1MCP_REQUIRES(mutex_);

  const std::shared_ptr<HttpSink> sink_;
  const Terms terms_;
  const std::shared_ptr<HttpEventStream> stream_;
  Mutex mutex_;
  bool streaming_ D1MCP_GUARDED_BY(mutex_) = false;
  bool answered_ D1MCP_GUARDED_BY(mutex_) = false;
};

}  // namespace d1mcp::transport
