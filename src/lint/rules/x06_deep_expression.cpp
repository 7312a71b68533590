#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_deep_expressions(const File& file, const Step& step, Reporter& report) {
  if (!file.target.is_d1() || !fails_with(step, "Expression tree is too large")) return;
  report.at(step, {.message = step.failure->message});
}

}  // namespace

constinit const Rule kRuleX06 = {
    .id = "X06",
    .severity = Severity::error,
    .title = "The expression is nested deeper than D1 takes",
    .explanation =
        "An expression has at most depth 100: \"Expression tree is too large (maximum depth "
        "100)\". A hundred conditions joined by OR are enough.",
    .fix = "IN (…) instead of OR; several statements instead of a long chain of ||",
    .check_step = find_deep_expressions,
};

}  // namespace d1mcp::lint::rules
