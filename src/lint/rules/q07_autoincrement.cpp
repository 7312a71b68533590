#include "lint/column_clause.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_autoincrement(const File&, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::create_table) return;
  for (const ColumnClause& column : read_column_clauses(step.change.body)) {
    if (!column.autoincrement) continue;
    report.at(step, column.text, {.message = column.name + " has AUTOINCREMENT"});
  }
}

}  // namespace

constinit const Rule kRuleQ07 = {
    .id = "Q07",
    .severity = Severity::info,
    .title = "AUTOINCREMENT is rarely needed",
    .explanation =
        "INTEGER PRIMARY KEY gives ids by itself. AUTOINCREMENT only keeps the ids of deleted "
        "rows from being given again, for a write to sqlite_sequence with each insert.",
    .fix = "INTEGER PRIMARY KEY",
    .check_step = find_autoincrement,
};

}  // namespace d1mcp::lint::rules
