#include "lint/column_clause.hpp"
#include "lint/rules/rules.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::lint::rules {
namespace {

Status find_added_failing_checks(const File& file,
                                 const Step& step,
                                 LiveData& data,
                                 Reporter& report) {
  if (step.change.verb != Verb::add_column || step.failure || is_made_here(file, step)) return {};
  const ColumnClause column = read_column_clause(step.change.body);
  if (column.check.empty() || column.default_is_expression()) return {};
  const std::string value = column.default_text.empty() ? "NULL" : std::string(column.default_text);
  const auto verdict =
      data.number("SELECT coalesce((" + std::string(column.check) + "), 1) <> 0 FROM (SELECT " +
                  value + " AS " + sql::quote_identifier(column.name) + ")");
  // A CHECK over other columns of the row cannot be judged on the default alone.
  if (!verdict || *verdict != 0) return {};
  report.at(step,
            column.check,
            {.message = "fails as soon as " + step.change.object +
                        " has a row: CHECK constraint failed for the default " + value});
  return {};
}

}  // namespace

constinit const Rule kRuleA11 = {
    .id = "A11",
    .severity = Severity::error,
    .title = "The default of an added column breaks the column's own CHECK",
    .explanation =
        "ADD COLUMN gives every row the default and then tests the CHECK on them: \"CHECK "
        "constraint failed\". On an empty table it passes.",
    .fix = "choose a default the CHECK accepts",
    .ask = find_added_failing_checks,
};

}  // namespace d1mcp::lint::rules
