#include "core/text.hpp"
#include "lint/row_copy.hpp"
#include "lint/rules/rules.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::lint::rules {
namespace {

Status find_copied_nulls(const File&, const Step& step, LiveData& data, Reporter& report) {
  const auto copy = row_copy_of(step);
  if (!copy || step.change.verb != Verb::insert) return {};
  const sql::TableInfo* table = step.before->table(copy->target);
  if (table == nullptr || !data.has_rows_of(*step.before, copy->source)) return {};
  for (const auto& [from, to] : copy->columns) {
    const sql::ColumnInfo* column = find_column(*table, to);
    if (column == nullptr || !column->not_null) continue;
    TRY_ASSIGN(const std::int64_t rows,
               data.number("SELECT count(*) FROM " + sql::quote_identifier(copy->source) +
                           " WHERE " + sql::quote_identifier(from) + " IS NULL"));
    if (rows == 0) continue;
    report.at(step,
              {.message = counted(static_cast<std::uint64_t>(rows), "row") + " of " + copy->source +
                          " have NULL in " + from +
                          ": NOT NULL constraint failed: " + copy->target + "." + column->name});
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
