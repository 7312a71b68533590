#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_tables_from_selects(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::create_table || step.change.select.empty() || step.failure) return;
  if (drops_later(file, step, step.change.object)) return;
  if (file.after->table(step.change.object) == nullptr) return;
  report.at(
      step,
      {.message = step.change.object + " is made without a primary key, constraints and defaults"});
}

}  // namespace

constinit const Rule kRuleK12 = {
    .id = "K12",
    .severity = Severity::warning,
    .title = "CREATE TABLE AS SELECT makes a table without keys, constraints and defaults",
    .explanation =
        "The new table has the names and affinities of the result's columns and nothing else: no "
        "PRIMARY KEY, NOT NULL, UNIQUE, DEFAULT or foreign key.",
    .fix = "CREATE TABLE with the full definition, then INSERT … SELECT",
    .check_step = find_tables_from_selects,
};

}  // namespace d1mcp::lint::rules
