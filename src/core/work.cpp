#include "core/work.hpp"

namespace d1mcp {

Work Work::limited_to(std::chrono::milliseconds limit) const {
  Work limited = *this;
  const auto end = Clock::now() + limit;
  if (!deadline || end < *deadline) {
    limited.deadline = end;
    limited.time_limit = limit;
  }
  return limited;
}

bool Work::must_end() const {
  return stop.stop_requested() || (deadline && Clock::now() >= *deadline);
}

Status Work::check() const {
  if (stop.stop_requested()) {
    return Error{
        .code = ErrorCode::cancelled, .message = "the call was cancelled", .hint = {}, .place = {}};
  }
  if (deadline && Clock::now() >= *deadline) {
    return Error{
        .code = ErrorCode::timed_out,
        .message = "stopped after its time limit of " + std::to_string(time_limit.count()) + " ms",
        .hint = "narrow the statement, or give a larger timeout_ms",
        .place = {}};
  }
  return {};
}

}  // namespace d1mcp
