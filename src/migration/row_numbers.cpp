#include "migration/row_numbers.hpp"

#include <utility>

#include "d1/names.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::migration {

Result<RowNumbers> count_rows(sql::Connection& connection, const Work& work) {
  TRY_ASSIGN(const sql::Table tables,
             sql::query_table(connection,
                              "SELECT name FROM sqlite_schema WHERE type = 'table' "
                              "AND substr(name, 1, 7) <> 'sqlite_' AND rootpage > 0",
                              {},
                              work));
  RowNumbers numbers;
  for (const auto& row : tables.rows) {
    const std::string table = text_of(row[0]);
    if (d1::is_reserved_name(table)) continue;
    TRY_ASSIGN(
        const sql::Table counted,
        sql::query_table(
            connection, "SELECT count(*) FROM main." + sql::quote_identifier(table), {}, work));
    numbers[table] = std::get<std::int64_t>(counted.rows.at(0).at(0));
  }
  return numbers;
}

RowNumbers fewer_rows(const RowNumbers& before, const RowNumbers& after) {
  RowNumbers fewer;
  for (const auto& [table, rows] : before) {
    const auto now = after.find(table);
    const std::int64_t left = now == after.end() ? 0 : now->second;
    if (left < rows) fewer[table] = rows - left;
  }
  return fewer;
}

}  // namespace d1mcp::migration
