#include "core/text.hpp"
#include "lint/column_clause.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_int_primary_keys(const File&, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::create_table || step.failure) return;
  for (const ColumnClause& column : read_column_clauses(step.change.body)) {
    const std::string type = ascii_lower(column.type);
    const bool is_integer = type.find("int") != std::string::npos && type != "integer";
    if (!column.primary_key || !is_integer) continue;
    report.at(step,
              column.text,
              {.message = column.type + " PRIMARY KEY is not the rowid: ids are not given, NULL is "
                                        "allowed"});
  }
}

}  // namespace

constinit const Rule kRuleQ03 = {
    .id = "Q03",
    .severity = Severity::warning,
    .title = "The primary key is no INTEGER PRIMARY KEY, so it is not the rowid",
    .explanation =
        "Only the exact type INTEGER makes a primary key the rowid. INT, BIGINT and the like "
        "make an ordinary column with an index beside the rowid: ids are not given "
        "automatically, and NULL is allowed.",
    .fix = "INTEGER PRIMARY KEY",
    .check_step = find_int_primary_keys,
};

}  // namespace d1mcp::lint::rules
