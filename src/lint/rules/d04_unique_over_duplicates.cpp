#include "core/text.hpp"
#include "lint/rules/rules.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::lint::rules {
namespace {

std::string keys_of(const sql::IndexInfo& index) {
  std::string keys;
  for (const sql::IndexTerm& term : index.terms) {
    keys += (keys.empty() ? "" : ", ") +
            (term.name.empty() ? term.expression : sql::quote_identifier(term.name));
    if (!term.collation.empty()) keys += " COLLATE " + sql::quote_identifier(term.collation);
  }
  return keys;
}

std::string duplicates_query(const std::string& table, const sql::IndexInfo& index) {
  const std::string keys = keys_of(index);
  std::string where = index.where_sql.empty() ? "1" : "(" + index.where_sql + ")";
  for (const sql::IndexTerm& term : index.terms) {
    where += " AND (" + (term.name.empty() ? term.expression : sql::quote_identifier(term.name)) +
             ") IS NOT NULL";
  }
  return "SELECT count(*) FROM (SELECT 1 FROM " + sql::quote_identifier(table) + " WHERE " + where +
         " GROUP BY " + keys + " HAVING count(*) > 1)";
}

Status find_duplicates(const File&, const Step& step, LiveData& data, Reporter& report) {
  const Change& change = step.change;
  if (change.verb != Verb::create_index || !change.unique || step.failure) return {};
  if (step.after == nullptr || !data.has_rows_of(*step.before, change.table)) return {};
  const sql::TableInfo* table = step.after->table(change.table);
  if (table == nullptr) return {};
  for (const sql::IndexInfo& index : table->indexes) {
    if (!equal_names(index.name, change.object)) continue;
    TRY_ASSIGN(const std::int64_t keys, data.number(duplicates_query(change.table, index)));
    if (keys == 0) return {};
    report.at(step,
              {.message = counted(static_cast<std::uint64_t>(keys), "key") + " of " + change.table +
                          "(" + std::string(change.body) +
                          ") stand there more than once: UNIQUE constraint failed"});
  }
  return {};
}

}  // namespace

constinit const Rule kRuleD04 = {
    .id = "D04",
    .severity = Severity::error,
    .title = "A unique index is made over columns that have duplicates",
    .explanation =
        "CREATE UNIQUE INDEX fails on the first pair of equal keys: \"UNIQUE constraint "
        "failed\". NULLs do not collide.",
    .fix = "delete or change the duplicates first",
    .ask = find_duplicates,
};

}  // namespace d1mcp::lint::rules
