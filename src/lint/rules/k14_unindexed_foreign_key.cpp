#include <algorithm>

#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool is_indexed(const sql::TableInfo& table, const sql::ForeignKey& key) {
  const auto begins_with_key = [&](const std::vector<std::string>& names) {
    return names.size() >= key.columns.size() &&
           std::ranges::all_of(key.columns, [&](const std::string& column) {
             const auto end = names.begin() + static_cast<std::ptrdiff_t>(key.columns.size());
             return std::any_of(names.begin(), end, [&](const std::string& name) {
               return equal_names(name, column);
             });
           });
  };
  std::vector<std::string> primary_key;
  for (const sql::ColumnInfo& column : table.columns) {
    if (column.primary_key_position == 1) primary_key.push_back(column.name);
  }
  if (begins_with_key(primary_key)) return true;
  return std::ranges::any_of(table.indexes, [&](const sql::IndexInfo& index) {
    std::vector<std::string> names;
    for (const sql::IndexTerm& term : index.terms) names.push_back(term.name);
    return index.where_sql.empty() && begins_with_key(names);
  });
}

void find_unindexed_foreign_keys(const File& file, Reporter& report) {
  for (const Step& step : file.steps) {
    const bool makes =
        step.change.verb == Verb::create_table || step.change.verb == Verb::add_column;
    if (!makes || step.failure || step.before == step.after) continue;
    const sql::TableInfo* table = file.after->table(step.change.object);
    if (table == nullptr) continue;
    for (const sql::ForeignKey& key : table->foreign_keys) {
      const bool is_here = step.change.verb == Verb::create_table ||
                           std::ranges::any_of(key.columns, [&](const std::string& column) {
                             return equal_names(column, step.change.column);
                           });
      if (!is_here || is_indexed(*table, key)) continue;
      report.at(step,
                part_called(step, key.columns.front()),
                {.message = "no index begins with " + table->summary.name + "(" +
                            join(key.columns, ", ") + "): deleting from " + key.parent +
                            " reads all of " + table->summary.name});
    }
  }
}

}  // namespace

constinit const Rule kRuleK14 = {
    .id = "K14",
    .severity = Severity::warning,
    .title = "A foreign key's own columns have no index",
    .explanation =
        "Each DELETE and each UPDATE of a key in the parent looks for rows that point to it. "
        "Without an index over the child's columns that reads the whole child, every time.",
    .fix = "CREATE INDEX on the columns of the foreign key",
    .check_file = find_unindexed_foreign_keys,
};

}  // namespace d1mcp::lint::rules
