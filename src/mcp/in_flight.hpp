#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

#include "core/mutex.hpp"
#include "jsonrpc/message.hpp"
#include "mcp/channel.hpp"

namespace d1mcp::mcp {

/// One request between its arrival and its end, shared by who works on it and who may stop it. What
/// it sends is ordered: no notification follows the answer, and nothing is begun after a cancel.
class Pending {
 public:
  explicit Pending(std::shared_ptr<Channel> channel) : channel_(std::move(channel)) {}

  /// Requested when the client cancels, goes away, or the server ends.
  [[nodiscard]] std::stop_token stop() const { return stop_.get_token(); }

  /// The other side does not want the answer any more: the work is asked to stop and its answer
  /// will not be sent. Too late, it does nothing. Never waits for a message being sent.
  void cancel();

  /// Sends `message` unless the request has ended or was cancelled.
  void notify(std::string message);

  /// See Channel::pause.
  void pause();

  /// Ends the request; only the first call counts.
  void finish(Answer answer);

 private:
  enum class State { open, cancelled, finished };

  std::shared_ptr<Channel> channel_;
  std::stop_source stop_;
  std::atomic<State> state_{State::open};
  Mutex sending_;  // Held while a message of this request is sent, which is what orders them.
};

/// The requests of one peer that have not ended, by id. Thread-safe.
class InFlight {
 public:
  /// Enters a request. Null when one of this id has not ended yet.
  std::shared_ptr<Pending> begin(const jsonrpc::Id& id, std::shared_ptr<Channel> channel);

  /// Frees the id. To be called before the answer is sent: the other side may use the id again as
  /// soon as it has read that.
  void end(const jsonrpc::Id& id);

  /// Unknown ids are ignored: the answer and the cancel may have crossed.
  void cancel(const jsonrpc::Id& id);

  void cancel_all();

  [[nodiscard]] std::size_t size() const;

 private:
  mutable Mutex mutex_;
  std::map<jsonrpc::Id, std::shared_ptr<Pending>> requests_ D1MCP_GUARDED_BY(mutex_);
};

}  // namespace d1mcp::mcp
