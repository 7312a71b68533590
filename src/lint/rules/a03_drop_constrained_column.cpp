#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_drops_of_constrained_columns(const File&, const Step& step, Reporter& report) {
  const bool is_used = fails_with(step, "error in table") || fails_with(step, "unknown column");
  if (step.change.verb != Verb::drop_column || !is_used) return;
  report.at(step, step.change.body, {.message = step.failure->message});
}

}  // namespace

constinit const Rule kRuleA03 = {
    .id = "A03",
    .severity = Severity::error,
    .title = "A column that a constraint or generated column of its table uses cannot be dropped",
    .explanation =
        "SQLite refuses DROP COLUMN while a table-level FOREIGN KEY or CHECK, another column's "
        "CHECK or a generated column names the column.",
    .fix = "rebuild the table (see K01 and K03 for the order that keeps other tables' rows)",
    .check_step = find_drops_of_constrained_columns,
};

}  // namespace d1mcp::lint::rules
