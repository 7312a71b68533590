#include "core/text.hpp"
#include "lint/column_clause.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool promises_length(const ColumnClause& column) {
  const std::string type = ascii_lower(column.type);
  return type.find("char") != std::string::npos && type.ends_with(')');
}

void find_lengths_in_types(const File&, const Step& step, Reporter& report) {
  const bool adds = step.change.verb == Verb::add_column;
  if ((step.change.verb != Verb::create_table && !adds) || step.failure) return;
  const auto columns = adds ? std::vector{read_column_clause(step.change.body)}
                            : read_column_clauses(step.change.body);
  for (const ColumnClause& column : columns) {
    const bool is_checked = ascii_lower(column.check).find("length") != std::string::npos;
    if (!promises_length(column) || is_checked) continue;
    report.at(step,
              column.type_text,
              {.message = column.type + " does not limit " + column.name + " to that length"});
  }
}

}  // namespace

constinit const Rule kRuleQ06 = {
    .id = "Q06",
    .severity = Severity::info,
    .title = "The length in a type is not enforced",
    .explanation =
        "SQLite reads VARCHAR(20) as TEXT and stores text of any length in it. Where the limit "
        "matters, only a CHECK keeps it.",
    .fix = "TEXT, with CHECK (length(column) <= n) where it matters",
    .check_step = find_lengths_in_types,
};

}  // namespace d1mcp::lint::rules
