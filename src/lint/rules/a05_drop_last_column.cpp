#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_drops_of_last_columns(const File&, const Step& step, Reporter& report) {
  if (!fails_with(step, "no other columns exist")) return;
  report.at(step, step.change.body, {.message = step.failure->message});
}

}  // namespace

constinit const Rule kRuleA05 = {
    .id = "A05",
    .severity = Severity::error,
    .title = "The last column of a table cannot be dropped",
    .explanation = "A table has at least one column that is not generated.",
    .fix = "DROP TABLE, or add the new column first",
    .check_step = find_drops_of_last_columns,
};

}  // namespace d1mcp::lint::rules
