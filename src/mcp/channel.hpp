#pragma once

#include <string>

namespace d1mcp::mcp {

/// How a request ended; HTTP derives its status from it.
enum class Ending {
  answered,        ///< By its handler, with a result or an error.
  refused,         ///< Before a handler saw it: the envelope is wrong.
  too_many,        ///< Refused because its client has too much running already.
  unknown_method,  ///< Its era has no such method.
  silent,          ///< Cancelled: nothing may be said.
};

/// The end of one request. `message` is the encoded reply; empty when `ending` is silent.
struct Answer {
  std::string message;
  Ending ending = Ending::answered;
};

/// The way back to whoever sent a request. A transport implements it; every function may be called
/// from any thread and may block while the other side does not read.
class Channel {
 public:
  Channel() = default;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  Channel(Channel&&) = delete;
  Channel& operator=(Channel&&) = delete;
  virtual ~Channel() = default;

  /// Sends an encoded notification that belongs to a request still running.
  virtual void notify(std::string message) = 0;

  /// Ends a request: called exactly once for every request and every message that deserves an
  /// error.
  virtual void finish(Answer answer) = 0;

  /// Lets the other side go before the answer, which it then comes back for. Where it could not
  /// come back nothing happens.
  virtual void pause() {}
};

}  // namespace d1mcp::mcp
