#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_drops_of_viewed_columns(const File&, const Step& step, Reporter& report) {
  const bool is_used =
      (fails_with(step, "error in view") || fails_with(step, "error in trigger")) &&
      fails_with(step, "after drop column");
  if (step.change.verb != Verb::drop_column || !is_used) return;
  report.at(step, step.change.body, {.message = step.failure->message});
}

}  // namespace

constinit const Rule kRuleA04 = {
    .id = "A04",
    .severity = Severity::error,
    .title = "A column that a view or trigger uses cannot be dropped",
    .explanation =
        "SQLite compiles every view and trigger of the database again and refuses DROP COLUMN "
        "when one of them misses the column.",
    .fix = "drop the view or trigger, drop the column, and create it again without the column",
    .check_step = find_drops_of_viewed_columns,
};

}  // namespace d1mcp::lint::rules
