#include "d1/migrations_table.hpp"

namespace d1mcp::d1 {
namespace {

std::string quoted(std::string_view text, char quote) {
  std::string sql(1, quote);
  for (const char c : text) {
    if (c == quote) sql += quote;
    sql += c;
  }
  sql += quote;
  return sql;
}

}  // namespace

std::string create_migrations_table_sql(std::string_view table) {
  return "CREATE TABLE IF NOT EXISTS " + quoted(table, '"') +
         "(\n"
         "\t\tid         INTEGER PRIMARY KEY AUTOINCREMENT,\n"
         "\t\tname       TEXT UNIQUE,\n"
         "\t\tapplied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL\n"
         ");";
}

std::string list_applied_migrations_sql(std::string_view table) {
  return "SELECT *\n\t\tFROM " + quoted(table, '"') + "\n\t\tORDER BY id";
}

std::string record_migration_sql(std::string_view table, std::string_view file_name) {
  return "INSERT INTO " + quoted(table, '"') + " (name)\nvalues (" + quoted(file_name, '\'') + ");";
}

std::string forget_migration_sql(std::string_view table, std::string_view file_name) {
  return "DELETE FROM " + quoted(table, '"') + " WHERE name = " + quoted(file_name, '\'');
}

}  // namespace d1mcp::d1
