#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/schema.hpp"

namespace d1mcp::sql {

/// What PRAGMA table_xinfo does not tell of a column.
struct ColumnDefinition {
  std::string name;
  std::string collation;      ///< As written; empty where none is.
  std::string generated_sql;  ///< The expression between AS ( and ); empty for an ordinary column.
};

/// What tells a foreign key from the others of its table, and what PRAGMA foreign_key_list leaves
/// out.
struct ForeignKeyDefinition {
  std::vector<std::string> columns;
  std::string parent;
  bool deferred = false;  ///< DEFERRABLE INITIALLY DEFERRED.
};

/// The part of a CREATE TABLE that only its text tells.
struct TableDefinition {
  std::vector<ColumnDefinition> columns;
  /// In the order they stand. A name goes with every CHECK up to the next comma, as SQLite has it.
  std::vector<Check> checks;
  std::vector<ForeignKeyDefinition> foreign_keys;  ///< In the order they stand.
  bool autoincrement = false;
  std::string module;  ///< Of a CREATE VIRTUAL TABLE; it then has nothing else.
};

/// Reads the text of a CREATE TABLE or CREATE VIRTUAL TABLE, as sqlite_schema keeps it, with names
/// quoted in any way and comments anywhere. From text that is something else, or that cannot be
/// understood to its end, comes what was found until then.
TableDefinition read_create_table(std::string_view sql);

/// The part of a CREATE INDEX that only its text tells.
struct IndexDefinition {
  /// In their order, `expression` as written: for a column, its name, quoted if it was.
  std::vector<IndexTerm> terms;
  std::string where_sql;  ///< As written behind WHERE; empty for an index of all rows.
};

/// The same for a CREATE INDEX.
IndexDefinition read_create_index(std::string_view sql);

/// Whether `sql` holds the keyword REFERENCES followed by `table`. Names compare as in SQLite.
bool references_table(std::string_view sql, std::string_view table);

}  // namespace d1mcp::sql
