#include "transfer/row_plan.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/text.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::transfer {
namespace {

bool is_written(const sql::ColumnInfo& column) {
  return !column.hidden && column.generated == sql::Generated::no;
}

// The names every rowid has (sqlite.org/lang_createtable.html, section 5). A column of the same
// name hides one.
std::string_view visible_rowid_name(const sql::TableInfo& table) {
  constexpr std::array<std::string_view, 3> kNames = {"rowid", "_rowid_", "oid"};
  const auto* const found = std::ranges::find_if(kNames, [&](std::string_view name) {
    return std::ranges::none_of(table.columns,
                                [&](const auto& column) { return equal_names(column.name, name); });
  });
  return found == kNames.end() ? std::string_view() : *found;
}

bool is_rtree(std::string_view module) {
  return equal_names(module, "rtree") || equal_names(module, "rtree_i32");
}

bool needs_rowid(const sql::TableInfo& table) {
  if (table.summary.without_rowid) return false;
  if (table.summary.kind == sql::TableKind::virtual_table) return !is_rtree(table.summary.module);
  return !has_rowid_column(table);
}

// Rows come in the order of the table itself: an index that covers all columns would be read
// instead.
std::string select_tail(const sql::TableInfo& table, std::string_view rowid) {
  const bool is_virtual = table.summary.kind == sql::TableKind::virtual_table;
  std::string tail = is_virtual ? "" : " NOT INDEXED";
  if (table.summary.without_rowid || rowid.empty() || is_rtree(table.summary.module)) return tail;
  return tail + " ORDER BY " + std::string(rowid);
}

// An R*Tree gives its rows in the order of its nodes, which depends on its history.
std::string content_tail(const sql::TableInfo& table, std::string_view rowid) {
  return is_rtree(table.summary.module) ? " ORDER BY 1" : select_tail(table, rowid);
}

}  // namespace

// SQLite makes an index for every other primary key, for INTEGER PRIMARY KEY DESC too.
bool has_rowid_column(const sql::TableInfo& table) {
  const bool has_key = std::ranges::any_of(
      table.columns, [](const auto& column) { return column.primary_key_position != 0; });
  return has_key && std::ranges::none_of(table.indexes, [](const auto& index) {
           return index.origin == sql::IndexOrigin::primary_key;
         });
}

RowPlan plan_rows(const sql::TableInfo& table) {
  std::vector<std::string> columns;
  std::vector<std::string> visible;
  const std::string_view rowid = visible_rowid_name(table);
  const bool writes_rowid = needs_rowid(table);
  if (writes_rowid && !rowid.empty()) {
    columns.emplace_back(rowid);
    visible.emplace_back(rowid);
  }
  for (const sql::ColumnInfo& column : table.columns) {
    const std::string quoted = sql::quote_identifier(column.name);
    if (is_written(column)) columns.push_back(quoted);
    if (!column.hidden) visible.push_back(quoted);
  }
  const std::string name = sql::quote_identifier(table.summary.name);
  const std::string list = join(columns, ",");
  return {
      .table = table.summary.name,
      .select_sql = "SELECT " + list + " FROM " + name + select_tail(table, rowid),
      .content_sql = "SELECT " + join(visible, ",") + " FROM " + name + content_tail(table, rowid),
      .insert_head = "INSERT INTO " + name + "(" + list + ") VALUES",
      .columns = columns.size(),
      .rows = 0,
      .keeps_rowids = !writes_rowid || !rowid.empty()};
}

}  // namespace d1mcp::transfer
