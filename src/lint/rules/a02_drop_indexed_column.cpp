#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_drops_of_indexed_columns(const File&, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::drop_column || !fails_with(step, "error in index")) return;
  report.at(step, step.change.body, {.message = step.failure->message});
}

}  // namespace

constinit const Rule kRuleA02 = {
    .id = "A02",
    .severity = Severity::error,
    .title = "A column that an index uses cannot be dropped",
    .explanation =
        "SQLite refuses DROP COLUMN while an index has the column among its columns, in an "
        "expression or in its WHERE.",
    .fix = "DROP INDEX first",
    .check_step = find_drops_of_indexed_columns,
};

}  // namespace d1mcp::lint::rules
