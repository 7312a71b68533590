#include "migration/history.hpp"

#include "d1/migrations_table.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::migration {
namespace {

std::string text_of(const sql::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string() : *text;
}

Result<bool> table_exists(sql::Connection& connection, const std::string& table, const Work& work) {
  TRY_ASSIGN(const sql::Table found,
             sql::query_table(
                 connection,
                 "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = lower(?)",
                 {.positional = {table}, .named = {}},
                 work));
  return !found.rows.empty();
}

}  // namespace

Result<std::vector<HistoryRow>> read_history(sql::Connection& connection,
                                             const std::string& table,
                                             const Work& work) {
  TRY_ASSIGN(const bool exists, table_exists(connection, table, work));
  std::vector<HistoryRow> history;
  if (!exists) return history;
  auto rows = sql::query_table(
      connection,
      "SELECT name, applied_at FROM " + sql::quote_identifier(table) + " ORDER BY id",
      {},
      work);
  if (!rows) {
    return std::move(rows).error().while_doing("the table " + table +
                                               " is not a migration history");
  }
  for (const auto& row : rows->rows)
    history.push_back({.name = text_of(row[0]), .applied_at = text_of(row[1])});
  return history;
}

Status ensure_history(sql::Connection& connection, const std::string& table, const Work& work) {
  TRY_ASSIGN(const bool exists, table_exists(connection, table, work));
  if (exists) return {};
  const std::vector<sql::Statement> create = {
      {.text = d1::create_migrations_table_sql(table), .start = {}, .number = 1}};
  sql::Batch batch;
  batch.statements = sql::source_of(create);
  TRY(connection.run_atomically(batch, work));
  return {};
}

}  // namespace d1mcp::migration
