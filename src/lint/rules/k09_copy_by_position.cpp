#include <algorithm>

#include "core/text.hpp"
#include "lint/rules/rules.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::lint::rules {
namespace {

std::vector<std::string> visible_names(const sql::TableInfo& table) {
  std::vector<std::string> names;
  for (const sql::ColumnInfo& column : table.columns) {
    if (!column.hidden) names.push_back(column.name);
  }
  return names;
}

// The one table a SELECT * reads; empty for every other SELECT.
std::string source_of_all_columns(std::string_view select) {
  sql::TokenCursor tokens(select);
  const bool is_all = tokens.take("SELECT") && tokens.take().text == "*" && tokens.take("FROM");
  if (!is_all) return {};
  std::string source = tokens.take_name();
  const bool is_only = tokens.at_end() || tokens.at("WHERE") || tokens.at("ORDER");
  return is_only ? source : std::string();
}

bool has_same_columns(const Step& step, const std::string& source) {
  const sql::TableInfo* from = step.before->table(source);
  const sql::TableInfo* to = step.before->table(step.change.object);
  if (from == nullptr || to == nullptr) return false;
  const auto wanted = step.change.columns.empty() ? visible_names(*to) : step.change.columns;
  return std::ranges::equal(visible_names(*from), wanted, equal_names);
}

void find_copies_by_position(const File&, const Step& step, Reporter& report) {
  const Change& change = step.change;
  if (change.verb != Verb::insert || step.failure) return;
  sql::TokenCursor tokens(change.select);
  if (!tokens.take("SELECT")) return;
  const bool takes_all = tokens.peek().text == "*";
  if (!takes_all && !change.columns.empty()) return;
  const std::string source = source_of_all_columns(change.select);
  if (!source.empty() && has_same_columns(step, source)) return;
  report.at(
      step,
      tokens.peek().text,
      {.message = "the order of the columns decides which value goes where in " + change.object});
}

}  // namespace

constinit const Rule kRuleK09 = {
    .id = "K09",
    .severity = Severity::error,
    .title = "Rows are copied by the position of the columns, not by their names",
    .explanation =
        "INSERT INTO new SELECT * takes the columns in the order they stand in the old table. "
        "Where the new table has another order the values change places, and SQLite's types let "
        "them.",
    .fix = "name the columns on both sides: INSERT INTO new (a, b) SELECT a, b FROM old",
    .check_step = find_copies_by_position,
};

}  // namespace d1mcp::lint::rules
