#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_altered_columns(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::alter_otherwise || file.target.is_d1() || step.is_unknown) return;
  if (step.failure) return;
  report.at(step, {.message = "this needs SQLite 3.53 or later"});
}

}  // namespace

constinit const Rule kRuleA15 = {
    .id = "A15",
    .severity = Severity::warning,
    .title = "ALTER COLUMN and ADD or DROP CONSTRAINT are new in SQLite 3.53 and refused by D1",
    .explanation =
        "Before 3.53 they are syntax errors, and from then on only NOT NULL and CHECK can be "
        "changed. D1 refuses them all (X19).",
    .fix = "add a column, UPDATE, drop the old one and rename; or rebuild the table",
    .check_step = find_altered_columns,
};

}  // namespace d1mcp::lint::rules
