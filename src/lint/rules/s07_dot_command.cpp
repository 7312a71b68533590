#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_dot_commands(const File&, const Step& step, Reporter& report) {
  if (!step.statement.text.starts_with('.')) return;
  report.at(step, {.message = "lines that begin with a dot are commands of the sqlite3 shell"});
}

}  // namespace

constinit const Rule kRuleS07 = {
    .id = "S07",
    .severity = Severity::error,
    .title = "A command of the sqlite3 shell is no SQL",
    .explanation =
        "Lines that begin with a dot (.read, .mode, .import) are understood by the sqlite3 shell "
        "only.",
    .fix = "remove the line",
    .check_step = find_dot_commands,
};

}  // namespace d1mcp::lint::rules
