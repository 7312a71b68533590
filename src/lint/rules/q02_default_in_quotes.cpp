#include "core/text.hpp"
#include "lint/column_clause.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_quoted_defaults(const File&, const Step& step, Reporter& report) {
  const bool adds = step.change.verb == Verb::add_column;
  if (step.change.verb != Verb::create_table && !adds) return;
  const auto columns = adds ? std::vector{read_column_clause(step.change.body)}
                            : read_column_clauses(step.change.body);
  for (const ColumnClause& column : columns) {
    const sql::Token token = sql::first_token(column.default_text);
    if (token.kind != sql::TokenKind::string && token.kind != sql::TokenKind::quoted_name) continue;
    for (const char* word : {"current_timestamp",
                             "current_date",
                             "current_time",
                             "now",
                             "now()",
                             "datetime('now')",
                             "null",
                             "true",
                             "false"}) {
      if (!equal_names(sql::unquoted(token), word)) continue;
      report.at(step,
                column.default_text,
                {.message = "stores the text " + sql::unquoted(token) + " in " + column.name});
    }
  }
}

}  // namespace

constinit const Rule kRuleQ02 = {
    .id = "Q02",
    .severity = Severity::warning,
    .title = "A default in quotes is stored as text",
    .explanation =
        "`DEFAULT 'CURRENT_TIMESTAMP'`, `DEFAULT 'NULL'` and `DEFAULT 'true'` store these words, "
        "not the time, NULL or 1.",
    .fix = "remove the quotes",
    .check_step = find_quoted_defaults,
};

}  // namespace d1mcp::lint::rules
