#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/text.hpp"
#include "sql/schema_queries.hpp"
#include "sql/schema_reader.hpp"
#include "sql/table_definition.hpp"

namespace d1mcp::sql {
namespace {

/// PRAGMA table_list counts the hidden columns of virtual tables, and gives 0 for views it did not
/// get to because another one does not compile.
Status correct_column_count(SchemaQueries& queries, TableSummary& table) {
  const bool is_doubtful = table.kind == TableKind::virtual_table ||
                           (table.kind == TableKind::view && table.column_count == 0);
  if (!is_doubtful) return {};
  TRY_ASSIGN(const auto columns, queries.columns(table));
  table.column_count = visible_columns(columns);
  return {};
}

Status name_modules(SchemaQueries& queries, std::vector<TableSummary>& tables) {
  TRY_ASSIGN(const auto virtual_tables, queries.virtual_tables());
  std::map<std::string, std::string> modules;
  for (const auto& table : virtual_tables)
    modules[table.name] = read_create_table(table.sql).module;
  for (TableSummary& table : tables) {
    const auto module = modules.find(table.name);
    if (module != modules.end()) table.module = module->second;
  }
  return {};
}

bool is_virtual(const TableSummary& table) {
  return table.kind == TableKind::virtual_table;
}

}  // namespace

Result<std::vector<TableSummary>> list_tables(Connection& connection,
                                              Visibility visibility,
                                              const Work& work) {
  SchemaQueries queries(connection, work);
  TRY_ASSIGN(auto tables, queries.tables());
  if (visibility == Visibility::user) {
    std::erase_if(tables, [](const TableSummary& table) { return !is_for_users(table); });
  }
  for (TableSummary& table : tables) TRY(correct_column_count(queries, table));
  if (std::ranges::any_of(tables, is_virtual)) TRY(name_modules(queries, tables));
  std::ranges::sort(tables, {}, [](const TableSummary& table) {
    return std::pair(ascii_lower(table.name), table.name);
  });
  return tables;
}

Result<std::optional<TableSummary>> find_table(Connection& connection,
                                               Visibility visibility,
                                               std::string_view name,
                                               const Work& work) {
  TRY_ASSIGN(auto table, SchemaQueries(connection, work).table_called(name));
  if (table && visibility == Visibility::user && !is_for_users(*table)) table.reset();
  return table;
}

Result<std::vector<ColumnInfo>> read_columns(Connection& connection,
                                             const TableSummary& table,
                                             const Work& work) {
  return SchemaQueries(connection, work).columns(table);
}

}  // namespace d1mcp::sql
