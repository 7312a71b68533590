#include <algorithm>
#include <array>
#include <string_view>

#include "core/text.hpp"
#include "lint/column_clause.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

// The keywords that SQLite takes for a name between quotes only. Others, such as KEY or DESC, do
// without.
constexpr auto kReserved = std::to_array<std::string_view>({"add",
                                                            "all",
                                                            "alter",
                                                            "and",
                                                            "as",
                                                            "autoincrement",
                                                            "between",
                                                            "case",
                                                            "cast",
                                                            "check",
                                                            "collate",
                                                            "commit",
                                                            "constraint",
                                                            "create",
                                                            "current_date",
                                                            "current_time",
                                                            "current_timestamp",
                                                            "default",
                                                            "deferrable",
                                                            "delete",
                                                            "distinct",
                                                            "drop",
                                                            "else",
                                                            "escape",
                                                            "except",
                                                            "exists",
                                                            "foreign",
                                                            "from",
                                                            "group",
                                                            "having",
                                                            "in",
                                                            "index",
                                                            "insert",
                                                            "intersect",
                                                            "into",
                                                            "is",
                                                            "isnull",
                                                            "join",
                                                            "limit",
                                                            "not",
                                                            "nothing",
                                                            "notnull",
                                                            "null",
                                                            "on",
                                                            "or",
                                                            "order",
                                                            "primary",
                                                            "raise",
                                                            "references",
                                                            "returning",
                                                            "select",
                                                            "set",
                                                            "table",
                                                            "then",
                                                            "to",
                                                            "transaction",
                                                            "union",
                                                            "unique",
                                                            "update",
                                                            "using",
                                                            "values",
                                                            "when",
                                                            "where"});

void tell_if_reserved(const Step& step, const std::string& name, Reporter& report) {
  if (std::ranges::find(kReserved, ascii_lower(name)) == kReserved.end()) return;
  report.at(step,
            part_called(step, name),
            {.message = name + " is a word of SQL: every statement must quote it"});
}

void find_words_used_as_names(const File&, const Step& step, Reporter& report) {
  if (step.failure || step.before == step.after) return;
  const Change& change = step.change;
  if (creates(change.verb)) tell_if_reserved(step, change.object, report);
  if (change.verb == Verb::add_column) tell_if_reserved(step, change.column, report);
  tell_if_reserved(step, change.new_name, report);
  if (change.verb != Verb::create_table) return;
  for (const ColumnClause& column : read_column_clauses(change.body)) {
    tell_if_reserved(step, column.name, report);
  }
}

}  // namespace

constinit const Rule kRuleQ09 = {
    .id = "Q09",
    .severity = Severity::info,
    .title = "A reserved word is used as a name",
    .explanation =
        "A table called order or a column called group works between quotes only. Whoever forgets "
        "them gets a syntax error, and `CURRENT_DATE` without them is the date.",
    .fix = "another name, such as orders or group_name",
    .check_step = find_words_used_as_names,
};

}  // namespace d1mcp::lint::rules
