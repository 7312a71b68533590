#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"

namespace d1mcp::offers {

/// A table, index, view or trigger that somebody made, as sqlite_schema tells it.
struct SchemaObject {
  std::string type;
  std::string name;
  std::string table;  ///< What it belongs to, as its definition spells it; its own name for tables
                      ///< and views.
  std::string sql;

  [[nodiscard]] bool is_table_or_view() const { return type == "table" || type == "view"; }

  friend bool operator==(const SchemaObject&, const SchemaObject&) = default;
};

/// The objects of a database in an order that depends on their names alone: tables, each followed
/// by its indexes, then views, then triggers. Without SQLite's and Cloudflare's own, without what
/// virtual tables keep, and without indexes that constraints make.
Result<std::vector<SchemaObject>> read_schema_objects(sql::Connection& connection,
                                                      const Work& work);

/// The objects as a SQL script of valid UTF-8. Definitions that do not fit into `most_bytes` are
/// left out, and a comment at the end names them.
std::string schema_script(const std::vector<SchemaObject>& objects, std::size_t most_bytes);

/// The tables that a CREATE TABLE refers to by foreign keys, in lower case.
std::set<std::string> referenced_tables(std::string_view create_sql);

/// Everything in a definition that may be a name, in lower case: among it what a view reads from.
std::set<std::string> names_in(std::string_view sql);

}  // namespace d1mcp::offers
