#include <algorithm>

#include "core/text.hpp"
#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool same_terms(const sql::IndexInfo& left, const sql::IndexInfo& right) {
  return left.where_sql == right.where_sql &&
         std::ranges::equal(left.terms, right.terms, [](const auto& one, const auto& other) {
           return equal_names(one.name, other.name) && one.expression == other.expression;
         });
}

std::vector<std::string> primary_key_of(const sql::TableInfo& table) {
  std::vector<std::string> columns;
  for (const sql::ColumnInfo& column : table.columns) {
    if (column.primary_key_position > 0) columns.push_back(ascii_lower(column.name));
  }
  return columns;
}

bool is_kept(const sql::IndexInfo& index,
             const sql::TableInfo& before,
             const sql::TableInfo& after) {
  const bool is_key = index.origin == sql::IndexOrigin::primary_key;
  // An INTEGER PRIMARY KEY has no index.
  if (is_key && primary_key_of(before) == primary_key_of(after)) return true;
  return std::ranges::any_of(after.indexes, [&](const sql::IndexInfo& other) {
    return same_terms(index, other) && (other.unique || !index.unique);
  });
}

std::string name_of(const sql::IndexInfo& index) {
  if (index.origin == sql::IndexOrigin::create_index) return "index " + index.name;
  std::vector<std::string> columns;
  for (const sql::IndexTerm& term : index.terms) columns.push_back(term.name);
  return (index.origin == sql::IndexOrigin::primary_key ? "PRIMARY KEY (" : "UNIQUE (") +
         join(columns, ", ") + ")";
}

std::vector<std::string> lost_objects(const sql::TableInfo& before, const sql::TableInfo& after) {
  std::vector<std::string> lost;
  for (const sql::IndexInfo& index : before.indexes) {
    if (!is_kept(index, before, after)) lost.push_back(name_of(index));
  }
  for (const sql::TriggerInfo& trigger : before.triggers) {
    const bool kept = std::ranges::any_of(after.triggers, [&](const sql::TriggerInfo& other) {
      return equal_names(trigger.name, other.name);
    });
    if (!kept) lost.push_back("trigger " + trigger.name);
  }
  return lost;
}

void find_objects_lost_in_rebuilds(const File& file, Reporter& report) {
  for (const Rebuild& rebuild : find_rebuilds(file)) {
    const sql::TableInfo* before = rebuild.drop->before->table(rebuild.table);
    const sql::TableInfo* after = file.after->table(rebuild.table);
    if (before == nullptr || after == nullptr) continue;
    const std::vector<std::string> lost = lost_objects(*before, *after);
    if (lost.empty()) continue;
    report.at(*rebuild.drop,
              {.message = "the rebuild of " + rebuild.table + " loses " + join(lost, ", ")});
  }
}

}  // namespace

constinit const Rule kRuleK05 = {
    .id = "K05",
    .severity = Severity::error,
    .title = "The rebuild loses an index, a trigger or a UNIQUE constraint of the table",
    .explanation =
        "DROP TABLE takes the table's indexes and triggers along without a word. What is not "
        "created again in the same file is gone, and with a unique index the guarantee it gave.",
    .fix = "create it again behind the rebuild, with the text sqlite_schema has for it",
    .check_file = find_objects_lost_in_rebuilds,
};

}  // namespace d1mcp::lint::rules
