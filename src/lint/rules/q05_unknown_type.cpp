#include "core/text.hpp"
#include "lint/column_clause.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool is_text_in_disguise(const std::string& type) {
  for (const char* known :
       {"string", "uuid", "guid", "json", "jsonb", "enum", "inet", "cuid", "ulid"}) {
    if (type.starts_with(known)) return true;
  }
  return false;
}

void find_unknown_types(const File&, const Step& step, Reporter& report) {
  const bool adds = step.change.verb == Verb::add_column;
  if ((step.change.verb != Verb::create_table && !adds) || step.failure) return;
  const auto columns = adds ? std::vector{read_column_clause(step.change.body)}
                            : read_column_clauses(step.change.body);
  for (const ColumnClause& column : columns) {
    if (!is_text_in_disguise(ascii_lower(column.type))) continue;
    report.at(step,
              column.type_text,
              {.message = column.type + " has NUMERIC affinity: text of digits in " + column.name +
                          " becomes a number"});
  }
}

}  // namespace

constinit const Rule kRuleQ05 = {
    .id = "Q05",
    .severity = Severity::warning,
    .title = "The type is none SQLite knows, so numbers in text are changed",
    .explanation =
        "SQLite reads a type by the letters in it. STRING, UUID or DATETIME2 contain none it "
        "looks for and get NUMERIC affinity: the text '00123' is stored as the number 123.",
    .fix = "TEXT, INTEGER, REAL or BLOB",
    .check_step = find_unknown_types,
};

}  // namespace d1mcp::lint::rules
