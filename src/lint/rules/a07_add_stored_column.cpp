#include "lint/column_clause.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_added_stored_columns(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::add_column || step.is_unknown || is_made_here(file, step)) return;
  const ColumnClause column = read_column_clause(step.change.body);
  if (column.generated.empty() || !column.stored) return;
  report.at(step,
            step.change.body,
            {.message = "fails as soon as " + step.change.object +
                        " has a row: cannot add a STORED column"});
}

}  // namespace

constinit const Rule kRuleA07 = {
    .id = "A07",
    .severity = Severity::error,
    .title = "A STORED generated column cannot be added",
    .explanation =
        "ALTER TABLE ADD COLUMN does not rewrite the rows, so SQLite refuses a STORED column as "
        "soon as there is one. On an empty table it passes.",
    .fix = "GENERATED ALWAYS AS (…) VIRTUAL",
    .check_step = find_added_stored_columns,
};

}  // namespace d1mcp::lint::rules
