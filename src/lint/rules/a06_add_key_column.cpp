#include "lint/column_clause.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_added_keys(const File&, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::add_column || step.is_unknown) return;
  const ColumnClause column = read_column_clause(step.change.body);
  if (!column.unique && !column.primary_key) return;
  report.at(step,
            step.change.body,
            {.message = std::string("Cannot add a ") + (column.unique ? "UNIQUE" : "PRIMARY KEY") +
                        " column"});
}

}  // namespace

constinit const Rule kRuleA06 = {
    .id = "A06",
    .severity = Severity::error,
    .title = "A column with UNIQUE or PRIMARY KEY cannot be added",
    .explanation = "ALTER TABLE ADD COLUMN takes neither; only CREATE TABLE does.",
    .fix = "add the column, then CREATE UNIQUE INDEX",
    .check_step = find_added_keys,
};

}  // namespace d1mcp::lint::rules
