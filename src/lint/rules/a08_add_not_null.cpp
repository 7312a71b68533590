#include "lint/column_clause.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool lacks_default(const Step& step) {
  if (step.change.verb != Verb::add_column || step.failure) return false;
  const ColumnClause column = read_column_clause(step.change.body);
  return column.not_null && !column.has_default() && column.generated.empty();
}

void find_added_not_null(const File& file, const Step& step, Reporter& report) {
  if (!lacks_default(step) || is_made_here(file, step)) return;
  report.at(step,
            step.change.body,
            {.message = "fails as soon as " + step.change.object +
                        " has a row: Cannot add a NOT NULL column with default value NULL"});
}

}  // namespace

constinit const Rule kRuleA08 = {
    .id = "A08",
    .severity = Severity::error,
    .title = "A NOT NULL column without a default cannot be added to a table with rows",
    .explanation =
        "SQLite accepts ADD COLUMN … NOT NULL without a default while the table is empty and "
        "refuses it as soon as there is one row: \"Cannot add a NOT NULL column with default "
        "value NULL\". A test on an empty database passes.",
    .fix = "add a DEFAULT that is a constant, or add the column without NOT NULL",
    .check_step = find_added_not_null,
};

}  // namespace d1mcp::lint::rules
