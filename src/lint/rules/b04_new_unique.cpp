#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_new_unique_indexes(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::create_index || !step.change.unique || step.failure) return;
  if (file.live->table(step.change.table) == nullptr || step.before == step.after) return;
  if (file.live->object(step.change.object) != nullptr) return;
  for (const Step* other : file.steps_before(step)) {
    if (other->change.verb == Verb::add_column &&
        equal_names(other->change.object, step.change.table))
      return;
  }
  report.at(step,
            {.message = "code that is running may write duplicates into " + step.change.table});
}

}  // namespace

constinit const Rule kRuleB04 = {
    .id = "B04",
    .severity = Severity::warning,
    .title = "Rows that code writes now may break the new unique index",
    .explanation =
        "Between the migration and the deployment of the new code every INSERT or UPDATE that "
        "makes a duplicate fails.",
    .fix = "deploy code that avoids duplicates first, or allow it with the reason",
    .check_step = find_new_unique_indexes,
};

}  // namespace d1mcp::lint::rules
