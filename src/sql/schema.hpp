#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace d1mcp::sql {

enum class TableKind { table, view, virtual_table, shadow };

/// What stands behind a name a query can read from.
struct TableSummary {
  std::string name;
  TableKind kind = TableKind::table;
  std::uint32_t column_count = 0;
  bool strict = false;
  bool without_rowid = false;
  std::string module;  ///< Of a virtual table: fts5, rtree, …
};

enum class Generated { no, virtual_column, stored };

struct ColumnInfo {
  std::string name;
  std::string declared_type;
  bool not_null = false;
  std::optional<std::string> default_sql;  ///< The expression as written.
  std::uint32_t primary_key_position = 0;  ///< From 1; 0 when not part of the primary key.
  std::string collation;                   ///< Empty is BINARY.
  Generated generated = Generated::no;
  std::string generated_sql;  ///< The expression between AS ( and ).
  bool hidden = false;        ///< A hidden column of a virtual table.
};

/// A foreign key, seen from the table that declares it.
struct ForeignKey {
  std::string table;  ///< The child, which declares it.
  std::vector<std::string> columns;
  std::string parent;
  std::vector<std::string> parent_columns;  ///< Empty: the parent's primary key.
  std::string on_update;  ///< NO ACTION, RESTRICT, SET NULL, SET DEFAULT, CASCADE.
  std::string on_delete;
  bool deferred = false;  ///< DEFERRABLE INITIALLY DEFERRED.
};

struct IndexTerm {
  std::string name;        ///< Column name; empty for an expression.
  std::string expression;  ///< As written; empty for a column.
  std::string collation;   ///< Empty is BINARY.
  bool descending = false;
};

enum class IndexOrigin { create_index, unique_constraint, primary_key };

struct IndexInfo {
  std::string name;
  bool unique = false;
  IndexOrigin origin = IndexOrigin::create_index;
  std::vector<IndexTerm> terms;
  std::string where_sql;   ///< Of a partial index.
  std::string create_sql;  ///< Empty for automatic indexes.
};

struct Check {
  std::string constraint_name;  ///< Empty when not named.
  std::string column;           ///< Of a column constraint; empty for a table constraint.
  std::string expression;
};

struct TriggerInfo {
  std::string name;
  std::string create_sql;
};

/// Everything SQLite knows of one table, view or virtual table.
struct TableInfo {
  TableSummary summary;
  std::vector<ColumnInfo> columns;
  std::vector<Check> checks;
  std::vector<ForeignKey> foreign_keys;   ///< This table's own.
  std::vector<ForeignKey> referenced_by;  ///< Other tables' that point here, and its own to itself.
  std::vector<IndexInfo> indexes;
  std::vector<TriggerInfo> triggers;
  std::string create_sql;
  bool autoincrement = false;
};

}  // namespace d1mcp::sql
