#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

constexpr std::array kRowidNames = {"rowid", "_rowid_", "oid"};

bool names_rowid(std::string_view name) {
  return std::ranges::any_of(kRowidNames,
                             [&](const char* other) { return equal_names(name, other); });
}

bool is_rowid_itself(const sql::TableInfo& table, const sql::ColumnInfo& column) {
  const bool has_more_keys = std::ranges::any_of(
      table.columns, [](const sql::ColumnInfo& other) { return other.primary_key_position > 1; });
  return column.primary_key_position == 1 && !has_more_keys &&
         equal_names(column.declared_type, "INTEGER");
}

bool is_new(const Step& step, const sql::ColumnInfo& column) {
  const sql::TableInfo* before = step.before->table(step.change.object);
  return before == nullptr || find_column(*before, column.name) == nullptr;
}

// The rowid can still be reached under a name no column has, but `rowid` is what everybody writes.
void find_hidden_rowids(const File&, const Step& step, Reporter& report) {
  if (step.failure || step.before == step.after) return;
  const sql::TableInfo* table = step.after->table(step.change.object);
  if (table == nullptr || table->summary.kind != sql::TableKind::table) return;
  if (table->summary.without_rowid) return;
  for (const sql::ColumnInfo& column : table->columns) {
    if (!names_rowid(column.name) || is_rowid_itself(*table, column) || !is_new(step, column))
      continue;
    const bool is_common = equal_names(column.name, "rowid");
    report.at(
        step,
        part_called(step, column.name),
        {.message = "the column " + table->summary.name + "." + column.name + " hides the rowid",
         .severity = is_common ? Severity::warning : Severity::info});
  }
}

void find_missing_rowids(const Step& step, Reporter& report) {
  const bool is_missing = std::ranges::any_of(kRowidNames, [&](const char* name) {
    return fails_with(step, "no such column: " + std::string(name));
  });
  if (!is_missing) return;
  for (const sql::TableInfo* table : step.before->tables()) {
    if (!table->summary.without_rowid || !mentions(step, table->summary.name)) continue;
    report.at(step,
              {.message = table->summary.name + " is WITHOUT ROWID: " + step.failure->message,
               .fix = "use the primary key",
               .severity = Severity::error});
    return;
  }
}

void check_rowids(const File& file, const Step& step, Reporter& report) {
  find_hidden_rowids(file, step, report);
  find_missing_rowids(step, report);
}

}  // namespace

constinit const Rule kRuleQ10 = {
    .id = "Q10",
    .severity = Severity::warning,
    .title = "A column hides the rowid, or there is no rowid where it is used",
    .explanation =
        "`rowid`, `_rowid_` and `oid` name a row's number unless a column is called so; then they "
        "mean the column, and whoever counts on the number gets other values without an error. A "
        "WITHOUT ROWID table has none of the three: \"no such column: rowid\".",
    .fix = "another name for the column",
    .check_step = check_rowids,
};

}  // namespace d1mcp::lint::rules
