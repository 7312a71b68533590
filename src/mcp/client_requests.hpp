#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/mutex.hpp"
#include "jsonrpc/message.hpp"
#include "mcp/in_flight.hpp"
#include "mcp/question.hpp"

namespace d1mcp::mcp {

/// What this server asks its client during a session, as requests of its own. Thread-safe.
class ClientRequests {
 public:
  /// Sends the requests in the name of `pending`, whose answer has to wait for theirs, and waits
  /// until all are answered: an object of the results by key. A fault when the client answers one
  /// with an error, `pending` is stopped, or ten minutes have passed.
  std::variant<Json, jsonrpc::Fault> ask(const std::vector<InputRequest>& requests,
                                         Pending& pending);

  /// An answer has come. One to nothing that was asked is ignored.
  void answered(const jsonrpc::Response& response);

 private:
  using Number = std::int64_t;

  std::vector<Number> enter(std::size_t count);
  std::variant<Json, jsonrpc::Fault> wait(const std::vector<InputRequest>& requests,
                                          const std::vector<Number>& numbers,
                                          std::stop_token stop);

  Mutex mutex_;
  std::condition_variable_any changed_;
  Number next_ D1MCP_GUARDED_BY(mutex_) = 1;
  std::map<Number, std::optional<jsonrpc::Response>> open_ D1MCP_GUARDED_BY(mutex_);
};

}  // namespace d1mcp::mcp
