#include <algorithm>
#include <string>
#include <utility>

#include "core/text.hpp"
#include "sql/schema_queries.hpp"
#include "sql/schema_reader.hpp"
#include "sql/table_definition.hpp"

namespace d1mcp::sql {
namespace {

using Objects = std::vector<SchemaQueries::Object>;

Error not_found(std::string message, std::string hint) {
  return {.code = ErrorCode::not_found,
          .message = std::move(message),
          .hint = std::move(hint),
          .place = {}};
}

/// For a name no table has: it may be an index's, or be misspelt.
Result<TableSummary> unknown_table(SchemaQueries& queries,
                                   const std::vector<TableSummary>& tables,
                                   std::string_view name) {
  TRY_ASSIGN(const Objects accessories, queries.accessories_called(name));
  if (!accessories.empty()) {
    const auto& object = accessories.front();
    return not_found(
        object.name + " is an " + object.type + " of " + object.table + ", not a table",
        "describe " + object.table + ": its indexes and triggers come with it");
  }
  std::vector<std::string> names;
  for (const TableSummary& table : tables) {
    if (is_for_users(table)) names.push_back(table.name);
  }
  const std::string nearest = did_you_mean(name, names);
  return not_found("there is no table or view called " + std::string(name),
                   nearest.empty() ? "list the tables to see what there is" : nearest);
}

Result<TableSummary> look_up(SchemaQueries& queries, std::string_view name) {
  // SQLite knows its schema table by two names and lists the newer one.
  const std::string_view wanted = equal_names(name, "sqlite_master") ? "sqlite_schema" : name;
  TRY_ASSIGN(const auto tables, queries.tables());
  for (const TableSummary& table : tables) {
    if (equal_names(table.name, wanted)) return table;
  }
  return unknown_table(queries, tables, name);
}

void complete_columns(std::vector<ColumnInfo>& columns, const TableDefinition& definition) {
  for (ColumnInfo& column : columns) {
    const auto written =
        std::ranges::find_if(definition.columns, [&](const ColumnDefinition& candidate) {
          return equal_names(candidate.name, column.name);
        });
    if (written == definition.columns.end()) continue;
    if (!equal_names(written->collation, "BINARY")) column.collation = written->collation;
    if (column.generated != Generated::no) column.generated_sql = written->generated_sql;
  }
}

bool is_same_key(const ForeignKey& key, const ForeignKeyDefinition& definition) {
  return equal_names(key.parent, definition.parent) &&
         std::ranges::equal(key.columns, definition.columns, equal_names);
}

/// The same columns may refer to the same parent twice, so each definition serves one key.
void complete_foreign_keys(std::vector<ForeignKey>& keys,
                           std::vector<ForeignKeyDefinition> definitions) {
  for (ForeignKey& key : keys) {
    const auto definition = std::ranges::find_if(
        definitions,
        [&](const ForeignKeyDefinition& candidate) { return is_same_key(key, candidate); });
    if (definition == definitions.end()) continue;
    key.deferred = definition->deferred;
    definitions.erase(definition);
  }
}

Result<std::vector<ForeignKey>> references_to(SchemaQueries& queries, const std::string& parent) {
  TRY_ASSIGN(const Objects children, queries.tables_with_references());
  std::vector<ForeignKey> references;
  for (const auto& child : children) {
    if (!references_table(child.sql, parent)) continue;
    TRY_ASSIGN(auto keys, queries.foreign_keys(child.name));
    complete_foreign_keys(keys, read_create_table(child.sql).foreign_keys);
    std::ranges::copy_if(keys, std::back_inserter(references), [&](const ForeignKey& key) {
      return equal_names(key.parent, parent);
    });
  }
  return references;
}

void complete_index(IndexInfo& index, const std::string& sql) {
  const IndexDefinition definition = read_create_index(sql);
  index.create_sql = sql;
  index.where_sql = definition.where_sql;
  if (definition.terms.size() != index.terms.size()) return;
  for (std::size_t i = 0; i < index.terms.size(); ++i) {
    if (index.terms[i].name.empty()) index.terms[i].expression = definition.terms[i].expression;
  }
}

/// What sqlite_schema keeps as text: of the table itself, its indexes and triggers.
void add_texts(TableInfo& table, const Objects& objects) {
  for (const auto& object : objects) {
    if (object.type == "trigger") {
      table.triggers.push_back({.name = object.name, .create_sql = object.sql});
    } else if (object.type == "index") {
      const auto index = std::ranges::find(table.indexes, object.name, &IndexInfo::name);
      if (index != table.indexes.end()) complete_index(*index, object.sql);
    } else {
      table.create_sql = object.sql;
    }
  }
}

void add_definition(TableInfo& table) {
  TableDefinition definition = read_create_table(table.create_sql);
  table.summary.module = std::move(definition.module);
  table.checks = std::move(definition.checks);
  table.autoincrement = definition.autoincrement;
  complete_columns(table.columns, definition);
  complete_foreign_keys(table.foreign_keys, std::move(definition.foreign_keys));
}

}  // namespace

Result<TableInfo> describe_alone(Connection& connection,
                                 const TableSummary& summary,
                                 const Work& work) {
  SchemaQueries queries(connection, work);
  TableInfo table;
  table.summary = summary;
  TRY_ASSIGN(table.columns, queries.columns(table.summary));
  table.summary.column_count = visible_columns(table.columns);
  TRY_ASSIGN(table.foreign_keys, queries.foreign_keys(summary.name));
  TRY_ASSIGN(table.indexes, queries.indexes(summary.name));
  TRY_ASSIGN(const Objects objects, queries.objects_of(summary.name));
  add_texts(table, objects);
  add_definition(table);
  return table;
}

Result<TableInfo> describe_table(Connection& connection, std::string_view name, const Work& work) {
  SchemaQueries queries(connection, work);
  TRY_ASSIGN(const TableSummary summary, look_up(queries, name));
  TRY_ASSIGN(TableInfo table, describe_alone(connection, summary, work));
  TRY_ASSIGN(table.referenced_by, references_to(queries, summary.name));
  return table;
}

}  // namespace d1mcp::sql
