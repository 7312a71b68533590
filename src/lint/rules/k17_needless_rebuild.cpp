#include <algorithm>
#include <tuple>

#include "core/text.hpp"
#include "lint/rebuild.hpp"
#include "lint/row_copy.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

auto definition_of(const sql::ColumnInfo& column) {
  return std::tuple(ascii_lower(column.name),
                    ascii_lower(column.declared_type),
                    column.not_null,
                    column.default_sql,
                    column.primary_key_position,
                    ascii_lower(column.collation),
                    column.generated,
                    column.generated_sql);
}

bool same_column(const sql::ColumnInfo& one, const sql::ColumnInfo& other) {
  return definition_of(one) == definition_of(other);
}

bool same_check(const sql::Check& one, const sql::Check& other) {
  return one.expression == other.expression && equal_names(one.column, other.column);
}

bool same_key(const sql::ForeignKey& one, const sql::ForeignKey& other) {
  return one.columns == other.columns && equal_names(one.parent, other.parent) &&
         one.parent_columns == other.parent_columns && one.on_update == other.on_update &&
         one.on_delete == other.on_delete && one.deferred == other.deferred;
}

// The unique constraints and the primary key; an index can be made and dropped alone.
std::vector<std::string> constraints_of(const sql::TableInfo& table) {
  std::vector<std::string> constraints;
  for (const sql::IndexInfo& index : table.indexes) {
    if (index.origin == sql::IndexOrigin::create_index) continue;
    std::string terms;
    for (const sql::IndexTerm& term : index.terms) {
      terms += term.name + "/" + term.collation + (term.descending ? "/desc, " : ", ");
    }
    constraints.push_back(ascii_lower(terms));
  }
  std::ranges::sort(constraints);
  return constraints;
}

bool same_but_for_columns(const sql::TableInfo& before, const sql::TableInfo& after) {
  return before.summary.strict == after.summary.strict &&
         before.summary.without_rowid == after.summary.without_rowid &&
         before.autoincrement == after.autoincrement &&
         std::ranges::equal(before.checks, after.checks, same_check) &&
         std::ranges::equal(before.foreign_keys, after.foreign_keys, same_key) &&
         constraints_of(before) == constraints_of(after);
}

// Whether ALTER TABLE ADD COLUMN could make it in a table with rows.
bool can_be_added(const sql::ColumnInfo& column) {
  const std::string value = ascii_lower(column.default_sql.value_or("null"));
  const bool is_constant = !value.starts_with('(') && !value.starts_with("current_");
  return column.generated == sql::Generated::no && column.primary_key_position == 0 &&
         is_constant && (!column.not_null || value != "null");
}

// The columns the new table has at its end, where that is all that tells the two apart; nothing
// where more does.
std::optional<std::vector<std::string>> columns_appended(const sql::TableInfo& before,
                                                         const sql::TableInfo& after) {
  const std::size_t old_columns = before.columns.size();
  if (after.columns.size() < old_columns || !same_but_for_columns(before, after))
    return std::nullopt;
  if (!std::equal(before.columns.begin(), before.columns.end(), after.columns.begin(), same_column))
    return std::nullopt;
  std::vector<std::string> added;
  for (std::size_t i = old_columns; i < after.columns.size(); ++i) {
    if (!can_be_added(after.columns[i])) return std::nullopt;
    added.push_back(after.columns[i].name);
  }
  return added;
}

// Whether the copy gives each column its own old values, and no row is left out or changed.
bool copies_as_it_is(const Rebuild& rebuild) {
  const auto copy = rebuild.copy == nullptr ? std::nullopt : row_copy_of(*rebuild.copy);
  return copy && std::ranges::all_of(copy->columns, [](const RowCopy::Pair& pair) {
           return equal_names(pair.from, pair.to);
         });
}

void find_needless_rebuilds(const File& file, Reporter& report) {
  for (const Rebuild& rebuild : find_rebuilds(file)) {
    const sql::TableInfo* before = file.before->table(rebuild.table);
    const sql::TableInfo* after = file.after->table(rebuild.table);
    if (before == nullptr || after == nullptr || !copies_as_it_is(rebuild)) continue;
    const auto added = columns_appended(*before, *after);
    if (!added) continue;
    report.at(*rebuild.drop,
              {.message = added->empty()
                              ? "the rebuild of " + rebuild.table + " changes nothing"
                              : "the rebuild of " + rebuild.table + " only adds " +
                                    join(*added, ", ") + ": ALTER TABLE ADD COLUMN does that"});
  }
}

}  // namespace

constinit const Rule kRuleK17 = {
    .id = "K17",
    .severity = Severity::info,
    .title = "A table is made anew where ALTER TABLE would do",
    .explanation =
        "A rebuild copies every row and puts at risk what hangs on the table: its indexes, "
        "triggers, views and the rows that reference it. ADD COLUMN at the end of the table "
        "changes one line of the schema.",
    .fix = "ALTER TABLE … ADD COLUMN",
    .check_file = find_needless_rebuilds,
};

}  // namespace d1mcp::lint::rules
