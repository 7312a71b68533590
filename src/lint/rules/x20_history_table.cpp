#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_history_changes(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb == Verb::query || !mentions(step, file.target.history_table)) return;
  report.at(step,
            part_called(step, file.target.history_table),
            {.message = file.target.history_table + " is the history of migrations"});
}

}  // namespace

constinit const Rule kRuleX20 = {
    .id = "X20",
    .severity = Severity::warning,
    .title = "A migration touches the history of migrations",
    .explanation =
        "wrangler and this program keep there what is applied. A row written or deleted by hand "
        "makes a file run twice or never.",
    .fix = "leave the table alone",
    .check_step = find_history_changes,
};

}  // namespace d1mcp::lint::rules
