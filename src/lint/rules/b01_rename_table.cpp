#include "core/text.hpp"
#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool is_part_of_rebuild(const File& file, const Step& step) {
  for (const Step& other : file.steps) {
    const auto rebuild = rebuild_of(file, other);
    if (rebuild && equal_names(rebuild->table, step.change.new_name)) return true;
  }
  return false;
}

void find_renamed_tables(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::rename_table || step.failure) return;
  if (file.live->table(step.change.object) == nullptr) return;
  if (is_part_of_rebuild(file, step)) return;
  if (file.after->object(step.change.object) != nullptr) return;
  report.at(step, {.message = "code that is running fails on " + step.change.object});
}

}  // namespace

constinit const Rule kRuleB01 = {
    .id = "B01",
    .severity = Severity::warning,
    .title = "Code that is running knows the table by its old name",
    .explanation =
        "Between the migration and the deployment of the new code every statement on the old "
        "name fails.",
    .fix = "create a view with the old name, and drop it in a later migration",
    .check_step = find_renamed_tables,
};

}  // namespace d1mcp::lint::rules
