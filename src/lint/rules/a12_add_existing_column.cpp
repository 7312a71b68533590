#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_added_existing_columns(const File&, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::add_column || !step.failure || step.is_unknown) return;
  if (step.change.if_not_exists) {
    report.at(step, {.message = "ADD COLUMN knows no IF NOT EXISTS: " + step.failure->message});
  } else if (fails_with(step, "duplicate column name")) {
    report.at(step, step.change.body, {.message = step.failure->message});
  }
}

}  // namespace

constinit const Rule kRuleA12 = {
    .id = "A12",
    .severity = Severity::error,
    .title = "The column that is added exists already",
    .explanation =
        "Names are compared without regard to case, and SQLite has no ADD COLUMN IF NOT EXISTS.",
    .fix = "remove the statement",
    .check_step = find_added_existing_columns,
};

}  // namespace d1mcp::lint::rules
