#pragma once

#include <string>
#include <string_view>

namespace d1mcp::d1 {

/// The table wrangler records applied migrations in unless the configuration names another.
constexpr std::string_view kDefaultMigrationsTable = "d1_migrations";

/// The first three statements below are byte for byte what wrangler 4.164.0 sends (captured from
/// the wire, and workers-sdk packages/wrangler/src/d1/migrations/helpers.ts), so that the table
/// this program makes and the one wrangler makes have the same text in sqlite_schema. Table names
/// are written between double quotes, file names between single quotes, quotes inside them doubled.

/// CREATE TABLE IF NOT EXISTS for `table`.
std::string create_migrations_table_sql(std::string_view table);

/// All rows of `table` in the order they were applied; columns id, name, applied_at.
std::string list_applied_migrations_sql(std::string_view table);

/// Records `file_name`: a path relative to the migrations folder, with forward slashes.
std::string record_migration_sql(std::string_view table, std::string_view file_name);

/// Takes the record of `file_name` away, which makes it pending again. wrangler has no such
/// statement; names are quoted as in the others.
std::string forget_migration_sql(std::string_view table, std::string_view file_name);

}  // namespace d1mcp::d1
