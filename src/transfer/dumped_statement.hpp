#pragma once

#include <string>
#include <string_view>

namespace d1mcp::transfer {

enum class StatementKind {
  transaction,  ///< BEGIN, COMMIT, END, SAVEPOINT, RELEASE.
  rollback,
  pragma,
  attach,  ///< ATTACH and DETACH.
  vacuum,
  create_table,
  create_virtual_table,
  create_view,
  create_index,
  create_trigger,
  drop,
  rename_table,
  change_rows,  ///< INSERT, REPLACE, UPDATE, DELETE.
  other,
};

/// What the first words of a statement of a dump say about it.
struct DumpedStatement {
  StatementKind kind = StatementKind::other;
  std::string name;    ///< What it makes, drops, changes or sets, without schema and quotes.
  std::string target;  ///< The table of an index or trigger; the new name of a table.
  bool autoincrement = false;  ///< Of CREATE TABLE.
};

/// Reads as much of `sql` as it takes. SQL with syntax errors gives something or other: SQLite will
/// tell the error.
DumpedStatement recognise(std::string_view sql);

/// Whether `sql` is what `sqlite3 .dump` writes for a virtual table: an INSERT INTO sqlite_schema
/// of one row that holds a CREATE VIRTUAL TABLE statement and no pages. On success `name` is the
/// table's.
bool declares_virtual_table(std::string_view sql, std::string& name);

/// Whether `name` is one that SQLite keeps for itself (lang_createtable, "names that begin with
/// sqlite_").
bool is_internal_name(std::string_view name);

}  // namespace d1mcp::transfer
