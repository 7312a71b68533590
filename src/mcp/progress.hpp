#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "core/work.hpp"
#include "mcp/era.hpp"

namespace d1mcp::mcp {

/// Turns the reports of a piece of work into the params of `notifications/progress`: strictly
/// increasing, although each phase of the work counts from 0 again, and at most ten a second after
/// the first ten. Not thread-safe.
class ProgressMeter {
 public:
  using Clock = std::chrono::steady_clock;

  /// `token` is the caller's; `revision` decides whether messages are known.
  ProgressMeter(Json token, Revision revision);

  /// What to send about `report` at the time `now`, if anything.
  std::optional<Json> next(const Progress& report, Clock::time_point now);

 private:
  bool may_send(Clock::time_point now);

  Json token_;
  bool with_message_;
  std::string phase_;
  std::uint64_t before_ = 0;  // What the phases before this one have done.
  std::uint64_t done_ = 0;    // What this one has.
  std::optional<std::uint64_t> sent_;
  double allowance_;
  std::optional<Clock::time_point> refilled_;
};

}  // namespace d1mcp::mcp
