#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_many_arguments(const File& file, const Step& step, Reporter& report) {
  if (!file.target.is_d1() || !fails_with(step, "too many arguments on function")) return;
  report.at(step, {.message = step.failure->message});
}

}  // namespace

constinit const Rule kRuleX10 = {
    .id = "X10",
    .severity = Severity::error,
    .title = "The function is called with more arguments than D1 takes",
    .explanation = "\"too many arguments on function\".",
    .fix = "nest the calls",
    .check_step = find_many_arguments,
};

}  // namespace d1mcp::lint::rules
