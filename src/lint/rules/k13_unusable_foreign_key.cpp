#include <algorithm>

#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool is_unique_over(const sql::TableInfo& parent, const std::vector<std::string>& columns) {
  std::vector<std::string> key(columns.size());
  for (const sql::ColumnInfo& column : parent.columns) {
    const std::size_t position = column.primary_key_position;
    if (position > key.size()) return true;
    if (position > 0) key[position - 1] = column.name;
  }
  const auto covers = [&](const std::vector<std::string>& names) {
    return names.size() == columns.size() &&
           std::ranges::all_of(columns, [&](const std::string& column) {
             return std::ranges::any_of(
                 names, [&](const std::string& name) { return equal_names(name, column); });
           });
  };
  if (covers(key)) return true;
  return std::ranges::any_of(parent.indexes, [&](const sql::IndexInfo& index) {
    std::vector<std::string> names;
    for (const sql::IndexTerm& term : index.terms) names.push_back(term.name);
    return index.unique && index.where_sql.empty() && covers(names);
  });
}

std::string fault_of(const sql::ForeignKey& key, const Schema& schema) {
  const sql::TableInfo* parent = schema.table(key.parent);
  if (parent == nullptr) return "there is no table " + key.parent;
  if (parent->summary.kind == sql::TableKind::view) return key.parent + " is a view";
  if (key.parent_columns.empty()) {
    const auto keys = std::ranges::count_if(parent->columns, [](const sql::ColumnInfo& column) {
      return column.primary_key_position > 0;
    });
    const bool fits = static_cast<std::size_t>(keys) == key.columns.size();
    return fits ? std::string() : key.parent + " has no primary key that fits";
  }
  for (const std::string& column : key.parent_columns) {
    if (find_column(*parent, column) == nullptr) {
      return key.parent + " has no column " + column;
    }
  }
  return is_unique_over(*parent, key.parent_columns)
             ? std::string()
             : key.parent + "(" + join(key.parent_columns, ", ") + ") is not unique";
}

// The statement that made the table what it is at the end, where this file did.
const Step* maker_of(const File& file, const std::string& table) {
  const Step* maker = nullptr;
  for (const Step& step : file.steps) {
    const Change& change = step.change;
    const bool makes = (change.verb == Verb::create_table || change.verb == Verb::add_column) &&
                       equal_names(change.object, table);
    const bool renames = change.verb == Verb::rename_table && equal_names(change.new_name, table);
    if ((makes || renames) && !step.failure) maker = &step;
  }
  return maker;
}

void find_unusable_foreign_keys(const File& file, Reporter& report) {
  for (const sql::TableInfo* table : file.after->tables()) {
    const Step* maker = maker_of(file, table->summary.name);
    if (maker == nullptr) continue;
    for (const sql::ForeignKey& key : table->foreign_keys) {
      const std::string fault = fault_of(key, *file.after);
      if (fault.empty()) continue;
      report.at(*maker,
                part_called(*maker, key.parent),
                {.message = "every write to " + table->summary.name + "(" +
                            join(key.columns, ", ") + ") will fail: " + fault});
    }
  }
}

}  // namespace

constinit const Rule kRuleK13 = {
    .id = "K13",
    .severity = Severity::error,
    .title = "A foreign key points to a table that is missing or to columns that are not unique",
    .explanation =
        "SQLite accepts such a key when the table is created. The first write to the child fails "
        "with \"no such table\" or \"foreign key mismatch\", and so does foreign_key_check.",
    .fix =
        "create the parent in the same file, and reference its PRIMARY KEY or columns with a "
        "UNIQUE index",
    .check_file = find_unusable_foreign_keys,
};

}  // namespace d1mcp::lint::rules
