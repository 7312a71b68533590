#pragma once

#include <span>
#include <string_view>

namespace d1mcp::d1 {

/// Whether `name` belongs to Cloudflare: it starts with "_cf_" in any ASCII case. D1 lets nobody
/// create, read, change or describe a table, view, index or trigger of such a name; columns may be
/// called so (workerd src/workerd/api/sql.c++, SqlStorageRegulator::isAllowedName, 6552d999).
bool is_reserved_name(std::string_view name);

/// Whether D1 lets a virtual table use `module`: fts5, fts5vocab, rtree, rtree_i32, in any ASCII
/// case (workerd src/workerd/util/sqlite.c++, SQLITE_CREATE_VTABLE, 6552d999).
bool is_allowed_module(std::string_view module);

/// Tables that builds of SQLite other than D1's have in every database without being created: "no
/// such table" in D1, where a user's own table may have the name. The strings end with a NUL.
std::span<const char* const> missing_eponymous_tables();

}  // namespace d1mcp::d1
