#include "lint/column_clause.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_added_expression_defaults(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::add_column || step.failure || is_made_here(file, step)) return;
  const ColumnClause column = read_column_clause(step.change.body);
  if (!column.default_is_expression()) return;
  report.at(step,
            column.default_text,
            {.message = "fails as soon as " + step.change.object +
                        " has a row: Cannot add a column with non-constant default"});
}

}  // namespace

constinit const Rule kRuleA09 = {
    .id = "A09",
    .severity = Severity::error,
    .title = "A column whose default is an expression cannot be added to a table with rows",
    .explanation =
        "`DEFAULT (datetime('now'))`, any other expression in parentheses and CURRENT_TIMESTAMP "
        "are fine in CREATE TABLE. ADD COLUMN accepts them while the table is empty and refuses "
        "them as soon as there is one row: \"Cannot add a column with non-constant default\". A "
        "test on an empty database passes.",
    .fix =
        "add the column without the default and UPDATE the rows, or rebuild the table with the "
        "default in CREATE TABLE",
    .check_step = find_added_expression_defaults,
};

}  // namespace d1mcp::lint::rules
