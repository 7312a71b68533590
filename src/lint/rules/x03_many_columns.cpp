#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_many_columns(const File& file, const Step& step, Reporter& report) {
  if (!file.target.is_d1() || !fails_with(step, "too many columns on")) return;
  report.at(step, {.message = step.failure->message});
}

}  // namespace

constinit const Rule kRuleX03 = {
    .id = "X03",
    .severity = Severity::error,
    .title = "The table has more columns than D1 takes",
    .explanation = "A table has at most 100 columns: \"too many columns on t\".",
    .fix = "split the table",
    .check_step = find_many_columns,
};

}  // namespace d1mcp::lint::rules
