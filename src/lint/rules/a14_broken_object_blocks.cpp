#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_blocked_changes(const File&, const Step& step, Reporter& report) {
  const bool compiles_all = step.change.verb == Verb::rename_table ||
                            step.change.verb == Verb::rename_column ||
                            step.change.verb == Verb::drop_column;
  const bool is_blocked = fails_with(step, "error in view") || fails_with(step, "error in trigger");
  if (!compiles_all || !is_blocked || fails_with(step, "after drop column")) return;
  report.at(step, {.message = step.failure->message});
}

}  // namespace

constinit const Rule kRuleA14 = {
    .id = "A14",
    .severity = Severity::error,
    .title = "A broken view or trigger blocks every RENAME and DROP COLUMN in the database",
    .explanation =
        "SQLite compiles all views and triggers again when a table or column is renamed or a "
        "column dropped. One that does not compile, wherever it is, makes the statement fail.",
    .fix = "drop the view or trigger first and create it again behind the change",
    .check_step = find_blocked_changes,
};

}  // namespace d1mcp::lint::rules
