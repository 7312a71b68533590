#include <algorithm>

#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool changes_live_table(const File& file, const Step& step) {
  return (alters(step.change.verb) || step.change.verb == Verb::drop_table) && !step.failure &&
         file.before->table(step.change.object) != nullptr;
}

// The first statement that alters or drops a table, where no such statement of the file is about
// the table whose rows `rows` changes, nor about one it names.
const Step* unrelated_alteration(const File& file, const Step& rows) {
  const Step* first = nullptr;
  for (const Step& step : file.steps) {
    if (!changes_live_table(file, step)) continue;
    const bool is_related =
        mentions(rows, step.change.object) || mentions(rows, step.change.new_name);
    if (is_related) return nullptr;
    if (first == nullptr) first = &step;
  }
  return first;
}

void find_unrelated_changes(const File& file, const Step& step, Reporter& report) {
  const bool changes_rows = step.change.verb == Verb::update || step.change.verb == Verb::remove;
  if (!changes_rows || step.failure || file.before->table(step.change.object) == nullptr) return;
  const Step* alteration = unrelated_alteration(file, step);
  if (alteration == nullptr) return;
  report.at(step,
            {.message = "changes rows of " + step.change.object + " in a file that also alters " +
                        alteration->change.object});
}

}  // namespace

constinit const Rule kRuleS11 = {
    .id = "S11",
    .severity = Severity::info,
    .title = "A file changes rows of one table and the definition of another",
    .explanation =
        "A file is applied and rolled back as one. Two risky changes that have nothing to do with "
        "each other are easier to judge, to repeat and to undo as two migrations.",
    .fix = "move the rows to a migration of their own",
    .check_step = find_unrelated_changes,
};

}  // namespace d1mcp::lint::rules
