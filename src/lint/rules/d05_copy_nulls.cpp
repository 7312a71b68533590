#include "core/text.hpp"
#include "lint/rules/rules.hpp"
#include "sql/quoting.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::lint::rules {
namespace {

// The columns of `SELECT a, b FROM t` where that is all it says; empty otherwise.
std::vector<std::string> plain_columns(std::string_view select, std::string& source) {
  std::vector<std::string> columns;
  sql::TokenCursor tokens(select);
  if (!tokens.take("SELECT")) return {};
  while (sql::is_name(tokens.peek().kind)) {
    columns.push_back(tokens.take_name());
    if (tokens.take("FROM")) {
      source = tokens.take_name();
      return tokens.at_end() ? columns : std::vector<std::string>();
    }
    if (!tokens.take(sql::TokenKind::comma)) return {};
  }
  return {};
}

Status find_copied_nulls(const File&, const Step& step, LiveData& data, Reporter& report) {
  if (step.change.verb != Verb::insert || step.failure) return {};
  std::string source;
  const std::vector<std::string> columns = plain_columns(step.change.select, source);
  const sql::TableInfo* table = step.before->table(step.change.object);
  if (columns.size() != step.change.columns.size() || table == nullptr) return {};
  if (!data.has_rows_of(*step.before, source)) return {};
  for (std::size_t index = 0; index < columns.size(); ++index) {
    const sql::ColumnInfo* column = find_column(*table, step.change.columns[index]);
    if (column == nullptr || !column->not_null) continue;
    TRY_ASSIGN(const std::int64_t rows,
               data.number("SELECT count(*) FROM " + sql::quote_identifier(source) + " WHERE " +
                           sql::quote_identifier(columns[index]) + " IS NULL"));
    if (rows == 0) continue;
    report.at(step,
              {.message = counted(static_cast<std::uint64_t>(rows), "row") + " of " + source +
                          " have NULL in " + columns[index] + ": NOT NULL constraint failed: " +
                          step.change.object + "." + column->name});
  }
  return {};
}

}  // namespace

constinit const Rule kRuleD05 = {
    .id = "D05",
    .severity = Severity::error,
    .title = "Rows with NULL are copied into a column that is NOT NULL",
    .explanation =
        "The copy fails on the first such row: \"NOT NULL constraint failed\". With OR IGNORE "
        "the row is left out without a word.",
    .fix = "write COALESCE(column, value) in the SELECT, or fill the NULLs first",
    .ask = find_copied_nulls,
};

}  // namespace d1mcp::lint::rules
