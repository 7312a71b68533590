#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool has_column_at_end(const File& file, const Step& step) {
  const sql::TableInfo* table = file.after->table(step.change.object);
  return table != nullptr && find_column(*table, step.change.column) != nullptr;
}

void find_renamed_columns(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::rename_column || step.failure) return;
  const sql::TableInfo* table = file.live->table(step.change.object);
  const bool was_there = table != nullptr && find_column(*table, step.change.column) != nullptr;
  if (!was_there || has_column_at_end(file, step)) return;
  report.at(step,
            {.message =
                 "code that is running fails on " + step.change.object + "." + step.change.column});
}

}  // namespace

constinit const Rule kRuleB02 = {
    .id = "B02",
    .severity = Severity::warning,
    .title = "Code that is running knows the column by its old name",
    .explanation =
        "Between the migration and the deployment of the new code every statement with the old "
        "name fails. Views are rewritten and give their result under the new name too.",
    .fix =
        "add a generated column with the old name: old AS (new) VIRTUAL, and drop it in a later "
        "migration",
    .check_step = find_renamed_columns,
};

}  // namespace d1mcp::lint::rules
