#include "core/text.hpp"
#include "lint/rules/rules.hpp"
#include "sql/quoting.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::lint::rules {
namespace {

Status find_orphans(const File&, const Step& step, LiveData& data, Reporter& report) {
  if (step.change.verb != Verb::insert || step.failure || step.change.select.empty()) return {};
  const sql::TableInfo* table = step.before->table(step.change.object);
  sql::TokenCursor tokens(step.change.select);
  while (!tokens.at_end() && !tokens.take("FROM")) tokens.skip();
  const std::string source = tokens.take_name();
  if (table == nullptr || !tokens.at_end() || !data.has_rows_of(*step.before, source)) return {};
  for (const sql::ForeignKey& key : table->foreign_keys) {
    const sql::TableInfo* from = step.before->table(source);
    const bool is_simple =
        key.columns.size() == 1 && find_column(*from, key.columns.front()) != nullptr &&
        key.parent_columns.size() == 1 && data.has_rows_of(*step.before, key.parent);
    if (!is_simple || equal_names(key.parent, source)) continue;
    const std::string own = sql::quote_identifier(key.columns.front());
    TRY_ASSIGN(
        const std::int64_t rows,
        data.number("SELECT count(*) FROM " + sql::quote_identifier(source) + " s WHERE s." + own +
                    " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " +
                    sql::quote_identifier(key.parent) + " p WHERE p." +
                    sql::quote_identifier(key.parent_columns.front()) + " = s." + own + ")"));
    if (rows == 0) continue;
    report.at(step,
              {.message = counted(static_cast<std::uint64_t>(rows), "row") + " of " + source +
                          " point to no row of " + key.parent});
  }
  return {};
}

}  // namespace

constinit const Rule kRuleK15 = {
    .id = "K15",
    .severity = Severity::warning,
    .title = "Rows point to parents that do not exist",
    .explanation =
        "SQLite does not look at the rows that are there when a foreign key is added by a "
        "rebuild or a new column. They stay until something writes to them, and then fail.",
    .fix = "delete or correct these rows first",
    .ask = find_orphans,
};

}  // namespace d1mcp::lint::rules
