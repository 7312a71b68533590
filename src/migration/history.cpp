#include "migration/history.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "core/text.hpp"
#include "d1/migrations_table.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::migration {
namespace {

using ColumnNames = std::vector<std::string>;

/// The columns of the history table; none when there is no such table.
Result<ColumnNames> columns_of(sql::Connection& connection,
                               const std::string& table,
                               const Work& work) {
  TRY_ASSIGN(
      const sql::Table found,
      sql::query_table(
          connection, "PRAGMA main.table_info(" + sql::quote_identifier(table) + ")", {}, work));
  ColumnNames columns;
  for (const auto& row : found.rows) columns.push_back(text_of(row[1]));
  return columns;
}

bool has_column(const ColumnNames& columns, std::string_view name) {
  return std::ranges::any_of(columns,
                             [&](const std::string& column) { return equal_names(column, name); });
}

std::string select_rows(const std::string& table, bool has_stamps) {
  const std::string from = " FROM " + sql::quote_identifier(table);
  if (!has_stamps) return "SELECT name, applied_at" + from + " ORDER BY id";
  const std::string column = kStampColumn;
  return "SELECT name, applied_at, " + stamp_columns("stamp") +
         " FROM (SELECT id, name, applied_at, CASE WHEN json_valid(" + column + ") THEN " + column +
         " END AS stamp" + from + ") ORDER BY id";
}

Status run_all(sql::Connection& connection,
               const std::vector<std::string>& texts,
               const Work& work) {
  std::vector<sql::Statement> statements;
  for (const std::string& text : texts) {
    statements.push_back(
        {.text = text, .start = {}, .number = static_cast<std::uint32_t>(statements.size() + 1)});
  }
  sql::Batch batch;
  batch.statements = sql::source_of(statements);
  TRY(connection.run_atomically(batch, work));
  return {};
}

Result<sql::Table> read(sql::Connection& connection,
                        const std::string& table,
                        const std::string& select,
                        const Work& work) {
  auto rows = sql::query_table(connection, select, {}, work);
  if (rows) return rows;
  return std::move(rows).error().while_doing("the table " + table + " is not a migration history");
}

Error no_history(const std::string& table) {
  return Error{.code = ErrorCode::conflict,
               .message = "the table " + table + " is not a migration history",
               .hint = "name another one with migrations_table in wrangler's configuration",
               .place = {}};
}

}  // namespace

Result<std::vector<HistoryRow>> read_history(sql::Connection& connection,
                                             const std::string& table,
                                             const Work& work) {
  TRY_ASSIGN(const ColumnNames columns, columns_of(connection, table, work));
  std::vector<HistoryRow> history;
  if (columns.empty()) return history;
  const bool has_stamps = has_column(columns, kStampColumn);
  TRY_ASSIGN(const sql::Table rows, read(connection, table, select_rows(table, has_stamps), work));
  for (const auto& row : rows.rows) {
    HistoryRow& read =
        history.emplace_back(HistoryRow{.name = text_of(row[0]), .applied_at = text_of(row[1])});
    if (has_stamps) read.stamp = read_stamp(std::span(row).subspan(2));
  }
  return history;
}

Result<std::vector<std::string>> read_names(sql::Connection& connection,
                                            const std::string& table,
                                            const Work& work) {
  TRY_ASSIGN(const ColumnNames columns, columns_of(connection, table, work));
  std::vector<std::string> names;
  if (columns.empty()) return names;
  const std::string select = "SELECT name FROM " + sql::quote_identifier(table) + " ORDER BY id";
  TRY_ASSIGN(const sql::Table rows, read(connection, table, select, work));
  for (const auto& row : rows.rows) names.push_back(text_of(row[0]));
  return names;
}

Status ensure_history(sql::Connection& connection, const std::string& table, const Work& work) {
  TRY_ASSIGN(const ColumnNames columns, columns_of(connection, table, work));
  if (has_column(columns, kStampColumn)) return {};
  if (!columns.empty() && !has_column(columns, "name")) return no_history(table);
  std::vector<std::string> statements;
  if (columns.empty()) statements.push_back(d1::create_migrations_table_sql(table));
  statements.push_back("ALTER TABLE " + sql::quote_identifier(table) + " ADD COLUMN " +
                       kStampColumn + " TEXT");
  auto added = run_all(connection, statements, work);
  if (added) return {};
  // Another runner may have done the same in between.
  TRY_ASSIGN(const ColumnNames now, columns_of(connection, table, work));
  if (has_column(now, kStampColumn)) return {};
  return added;
}

}  // namespace d1mcp::migration
