#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_nullable_keys(const File&, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::create_table || step.failure || step.before == step.after) return;
  const sql::TableInfo* table = step.after->table(step.change.object);
  if (table == nullptr || table->summary.strict || table->summary.without_rowid) return;
  if (!step.change.select.empty()) return;
  std::vector<const sql::ColumnInfo*> keys;
  for (const sql::ColumnInfo& column : table->columns) {
    if (column.primary_key_position > 0) keys.push_back(&column);
  }
  const bool is_rowid =
      keys.size() == 1 && ascii_lower(keys.front()->declared_type).find("int") != std::string::npos;
  if (is_rowid) return;
  for (const sql::ColumnInfo* column : keys) {
    if (column->not_null) continue;
    report.at(step,
              part_called(step, column->name),
              {.message = "the primary key " + table->summary.name + "." + column->name +
                          " accepts NULL"});
  }
}

}  // namespace

constinit const Rule kRuleQ04 = {
    .id = "Q04",
    .severity = Severity::warning,
    .title = "The primary key accepts NULL",
    .explanation =
        "Outside STRICT and WITHOUT ROWID tables SQLite lets a primary key that is not INTEGER "
        "PRIMARY KEY be NULL, in any number of rows.",
    .fix = "write NOT NULL behind it",
    .check_step = find_nullable_keys,
};

}  // namespace d1mcp::lint::rules
