#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "sql/schema.hpp"

namespace d1mcp::sql {

/// Which names `list_tables` gives.
enum class Visibility {
  user,  ///< Without SQLite's own (sqlite_*), Cloudflare's (_cf_*) and shadow tables.
  all,
};

/// Tables, views and virtual tables of the main schema, in the order of their names, ASCII case
/// ignored. What a name is comes from PRAGMA table_list, never from its spelling, except for the
/// two reserved prefixes. A view that does not compile and a virtual table whose module is missing
/// have 0 columns; the shadow tables of such a virtual table count as tables. Takes several
/// queries, as `describe_table` does: inside Connection::read_consistently they see the same
/// instant.
Result<std::vector<TableSummary>> list_tables(Connection& connection,
                                              Visibility visibility,
                                              const Work& work);

/// The one table of them that has this name, compared as SQLite does; nothing where there is none.
/// Like `describe_alone` it takes no look at other tables, and `column_count` and `module` are what
/// that one makes of them.
Result<std::optional<TableSummary>> find_table(Connection& connection,
                                               Visibility visibility,
                                               std::string_view name,
                                               const Work& work);

/// The columns of a table `list_tables` gave, with one query: name, type, NOT NULL, default, place
/// in the primary key, whether generated or hidden. A view that does not compile has none, as have
/// tables that are gone.
Result<std::vector<ColumnInfo>> read_columns(Connection& connection,
                                             const TableSummary& table,
                                             const Work& work);

/// Everything about one table. The name is compared as SQLite does. An unknown name is `not_found`
/// with the nearest names in the hint. A view whose body no longer compiles, or a virtual table
/// whose module is missing, is described as far as its SQL goes: it then has no columns. Foreign
/// keys stand in the order of their declaration, indexes in the order they were made.
Result<TableInfo> describe_table(Connection& connection, std::string_view name, const Work& work);

/// The same of a table that `list_tables` gave, without a look at the other tables: `referenced_by`
/// stays empty.
Result<TableInfo> describe_alone(Connection& connection,
                                 const TableSummary& summary,
                                 const Work& work);

}  // namespace d1mcp::sql
