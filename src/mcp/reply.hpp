#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "jsonrpc/message.hpp"
#include "mcp/in_flight.hpp"
#include "mcp/tool.hpp"
#include "mcp/workload.hpp"

namespace d1mcp::mcp {

/// The duty to answer one request. It can be moved but not copied; fulfilling it uses it up, and
/// dropping it unfulfilled answers with an internal error, so that every request has exactly one
/// answer whatever happens on the way.
class [[nodiscard]] Reply {
 public:
  /// `pending` was entered into `requests` under `id`.
  Reply(jsonrpc::Id id, std::shared_ptr<Pending> pending, std::shared_ptr<InFlight> requests);
  Reply(Reply&&) noexcept = default;
  Reply& operator=(Reply&&) = delete;
  Reply(const Reply&) = delete;
  Reply& operator=(const Reply&) = delete;
  ~Reply();

  /// Holds the request's place among what its client has running until just before the answer is
  /// sent: having read that, the client may ask for more.
  void hold(Workload::Place place) { place_ = std::move(place); }

  void result(const Json& result) &&;
  void fault(const jsonrpc::Fault& fault, Ending ending) &&;

 private:
  void finish(Answer answer);

  jsonrpc::Id id_;
  std::shared_ptr<Pending> pending_;  // Null once answered or moved from.
  std::shared_ptr<InFlight> requests_;
  std::optional<Workload::Place> place_;
};

}  // namespace d1mcp::mcp
