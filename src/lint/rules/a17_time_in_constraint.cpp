#include "core/text.hpp"
#include "lint/column_clause.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

// A function that gives another value each time, called in a stretch of SQL; empty for none.
std::string changing_call(std::string_view sql) {
  bool is_time = false;
  bool is_now = false;
  std::string name;
  for (const sql::Token& token : sql::solid_tokens(sql)) {
    for (const char* function : {"random", "randomblob", "last_insert_rowid", "changes"}) {
      if (sql::is_word(token, function)) return function;
    }
    for (const char* function : {"current_timestamp", "current_date", "current_time"}) {
      if (sql::is_word(token, function)) return function;
    }
    for (const char* function :
         {"date", "time", "datetime", "julianday", "strftime", "unixepoch", "timediff"}) {
      if (!sql::is_word(token, function)) continue;
      is_time = true;
      name = function;
    }
    is_now = is_now ||
             (token.kind == sql::TokenKind::string && equal_names(sql::unquoted(token), "now"));
  }
  return is_time && is_now ? name + "('now')" : std::string();
}

void tell_changing_call(const Step& step,
                        std::string_view part,
                        const char* where,
                        Reporter& report) {
  const std::string call = changing_call(part);
  if (call.empty()) return;
  report.at(step, part, {.message = call + " in " + where + " fails at the first row"});
}

void find_times_in_constraints(const File&, const Step& step, Reporter& report) {
  const bool adds = step.change.verb == Verb::add_column;
  if (step.change.verb != Verb::create_table && !adds) return;
  const auto columns = adds ? std::vector{read_column_clause(step.change.body)}
                            : read_column_clauses(step.change.body);
  for (const ColumnClause& column : columns) {
    tell_changing_call(step, column.check, "a CHECK", report);
    tell_changing_call(step, column.generated, "a generated column", report);
  }
  if (adds) return;
  for (const std::string_view constraint : table_constraints(step.change.body)) {
    tell_changing_call(step, constraint, "a CHECK", report);
  }
}

}  // namespace

constinit const Rule kRuleA17 = {
    .id = "A17",
    .severity = Severity::error,
    .title = "A CHECK, generated column or index asks for the time or a random number",
    .explanation =
        "SQLite accepts date('now') in a CHECK and in a generated column when the table is made, "
        "and fails at the first row: \"non-deterministic use of date() in a CHECK constraint\". "
        "In an index it is refused at once.",
    .fix = "set the value from the application, a DEFAULT or a trigger",
    .check_step = find_times_in_constraints,
};

}  // namespace d1mcp::lint::rules
