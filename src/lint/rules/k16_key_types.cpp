#include <algorithm>

#include "lint/affinity.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_unlike_keys(const File&, const Step& step, Reporter& report) {
  const bool makes = step.change.verb == Verb::create_table || step.change.verb == Verb::add_column;
  if (!makes || step.failure || step.before == step.after) return;
  const sql::TableInfo* table = step.after->table(step.change.object);
  if (table == nullptr) return;
  for (const sql::ForeignKey& key : table->foreign_keys) {
    const sql::TableInfo* parent = step.after->table(key.parent);
    for (std::size_t i = 0; parent != nullptr && i < key.columns.size(); ++i) {
      const sql::ColumnInfo* own = find_column(*table, key.columns[i]);
      const auto primary = std::ranges::find_if(
          parent->columns,
          [&](const sql::ColumnInfo& column) { return column.primary_key_position == i + 1; });
      const bool names_it = i < key.parent_columns.size();
      if (!names_it && primary == parent->columns.end()) continue;
      const sql::ColumnInfo* other =
          names_it ? find_column(*parent, key.parent_columns[i]) : &*primary;
      if (own == nullptr || other == nullptr) continue;
      if (affinity_of(own->declared_type) == affinity_of(other->declared_type)) continue;
      report.at(step,
                part_called(step, own->name),
                {.message = table->summary.name + "." + own->name + " is " +
                            std::string(to_string(affinity_of(own->declared_type))) + ", " +
                            parent->summary.name + "." + other->name + " is " +
                            std::string(to_string(affinity_of(other->declared_type)))});
    }
  }
}

}  // namespace

constinit const Rule kRuleK16 = {
    .id = "K16",
    .severity = Severity::warning,
    .title = "A foreign key has another type than the column it points to",
    .explanation =
        "The values are compared with the affinity of the parent's column, and indexes may not "
        "be used: '1' and 1 are found or not depending on where they came from.",
    .fix = "give both columns the same type",
    .check_step = find_unlike_keys,
};

}  // namespace d1mcp::lint::rules
