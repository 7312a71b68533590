#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_alter_on_d1(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::alter_otherwise || !file.target.is_d1() || step.is_unknown) return;
  const std::string words = step.failure ? step.failure->message : "not authorized to use function";
  report.at(step, {.message = "D1 refuses this: " + words});
}

}  // namespace

constinit const Rule kRuleX19 = {
    .id = "X19",
    .severity = Severity::error,
    .title = "D1 refuses ALTER COLUMN and ADD or DROP CONSTRAINT",
    .explanation =
        "SQLite 3.53 has them, but they call functions D1 does not allow: \"not authorized to "
        "use function: sqlite_fail\".",
    .fix = "add a column, UPDATE, drop the old one and rename; or rebuild the table",
    .check_step = find_alter_on_d1,
};

}  // namespace d1mcp::lint::rules
