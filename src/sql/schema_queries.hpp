#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "sql/schema.hpp"

namespace d1mcp::sql {

/// The questions the schema reader asks SQLite, one statement each. A PRAGMA is never joined with
/// sqlite_schema: D1 refuses that for the whole database as soon as it holds a _cf_ table.
class SchemaQueries {
 public:
  /// Both must outlive this object.
  SchemaQueries(Connection& connection, const Work& work) : connection_(connection), work_(work) {}

  /// PRAGMA table_list of the main schema. `column_count` is as SQLite tells it: with the hidden
  /// columns of virtual tables, and 0 for what it could not compile. `module` is not set.
  Result<std::vector<TableSummary>> tables();

  /// The one of them that has this name; nothing where there is none.
  Result<std::optional<TableSummary>> table_called(std::string_view name);

  /// PRAGMA table_xinfo: what only the text of CREATE TABLE tells is missing. A view whose body
  /// does not compile and a virtual table whose module is missing have no columns.
  Result<std::vector<ColumnInfo>> columns(const TableSummary& table);

  /// PRAGMA foreign_key_list in the order the keys are declared; `deferred` is not set.
  Result<std::vector<ForeignKey>> foreign_keys(std::string_view table);

  /// PRAGMA index_list and index_xinfo in the order the indexes were made. Terms that are
  /// expressions have neither name nor text, `where_sql` and `create_sql` are not set.
  Result<std::vector<IndexInfo>> indexes(std::string_view table);

  /// A row of sqlite_schema.
  struct Object {
    std::string type;
    std::string name;
    std::string table;
    std::string sql;  ///< Empty where SQLite keeps none.
  };

  /// A table, view or virtual table with its indexes and triggers.
  Result<std::vector<Object>> objects_of(std::string_view table);

  /// The index or trigger of this name, if there is one: one object or none.
  Result<std::vector<Object>> accessories_called(std::string_view name);

  /// The tables whose CREATE TABLE speaks of foreign keys at all.
  Result<std::vector<Object>> tables_with_references();

  Result<std::vector<Object>> virtual_tables();

 private:
  Result<Table> ask(std::string_view sql, std::vector<Value> parameters);
  Result<Table> pragma(std::string_view name, std::string_view argument);
  Result<std::vector<Object>> objects(std::string_view where, std::vector<Value> parameters);
  Result<std::vector<IndexTerm>> index_terms(std::string_view index);

  Connection& connection_;
  const Work& work_;
};

/// How many columns `SELECT *` gives.
std::uint32_t visible_columns(const std::vector<ColumnInfo>& columns);

/// Whether a table is neither SQLite's own nor Cloudflare's nor part of a virtual table.
bool is_for_users(const TableSummary& table);

}  // namespace d1mcp::sql
