#include "mcp/progress.hpp"

#include <algorithm>
#include <utility>

namespace d1mcp::mcp {
namespace {

constexpr double kBurst = 10;
constexpr double kPerSecond = 10;

}  // namespace

ProgressMeter::ProgressMeter(Json token, Revision revision)
    : token_(std::move(token)),
      with_message_(features_of(revision).annotations),
      allowance_(kBurst) {}

std::optional<Json> ProgressMeter::next(const Progress& report, Clock::time_point now) {
  if (report.what != phase_ || report.done < done_) {
    before_ += done_;
    phase_ = report.what;
  }
  done_ = report.done;
  const std::uint64_t reached = before_ + done_;
  if ((sent_ && reached <= *sent_) || !may_send(now)) return std::nullopt;
  sent_ = reached;
  Json params = {{"progressToken", token_}, {"progress", reached}};
  if (report.total >= report.done && report.total > 0) params["total"] = before_ + report.total;
  if (with_message_ && !report.what.empty()) params["message"] = report.what;
  return params;
}

bool ProgressMeter::may_send(Clock::time_point now) {
  if (refilled_) {
    const std::chrono::duration<double> passed = now - *refilled_;
    allowance_ = std::min(kBurst, allowance_ + passed.count() * kPerSecond);
  }
  refilled_ = now;
  if (allowance_ < 1) return false;
  allowance_ -= 1;
  return true;
}

}  // namespace d1mcp::mcp
