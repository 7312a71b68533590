#include "lint/column_clause.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_added_references(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::add_column || step.failure || is_made_here(file, step)) return;
  const ColumnClause column = read_column_clause(step.change.body);
  if (column.parent.empty() || !column.has_default()) return;
  report.at(step,
            column.default_text,
            {.message = "fails as soon as " + step.change.object +
                        " has a row: Cannot add a REFERENCES column with non-NULL default value"});
}

}  // namespace

constinit const Rule kRuleA10 = {
    .id = "A10",
    .severity = Severity::error,
    .title =
        "A column with REFERENCES and a default other than NULL cannot be added to a table with "
        "rows",
    .explanation =
        "With foreign keys enforced SQLite refuses it as soon as there is one row: \"Cannot add "
        "a REFERENCES column with non-NULL default value\".",
    .fix = "add the column with DEFAULT NULL, then UPDATE the rows",
    .check_step = find_added_references,
};

}  // namespace d1mcp::lint::rules
