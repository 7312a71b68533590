#include <algorithm>

#include "core/text.hpp"
#include "lint/row_copy.hpp"
#include "lint/rules/rules.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::lint::rules {
namespace {

/// A term of a unique index with the column the rows come from.
struct Key {
  std::string from;
  std::string collation;  ///< Empty is BINARY.
};

// The keys of a unique index as the copy fills it; none where it is not plain.
std::vector<Key> keys_filled(const sql::IndexInfo& index, const RowCopy& copy) {
  std::vector<Key> keys;
  if (!index.unique || !index.where_sql.empty()) return {};
  for (const sql::IndexTerm& term : index.terms) {
    const auto pair = std::ranges::find_if(
        copy.columns, [&](const auto& columns) { return equal_names(columns.to, term.name); });
    if (term.name.empty() || pair == copy.columns.end()) return {};
    keys.push_back({.from = pair->from, .collation = term.collation});
  }
  const bool is_binary = std::ranges::all_of(keys, [](const Key& key) {
    return key.collation.empty() || equal_names(key.collation, "BINARY");
  });
  return is_binary ? std::vector<Key>() : keys;
}

// One value of the first pair that collides, and another of the same pair.
std::string collisions_query(const std::string& table, const std::vector<Key>& keys) {
  std::string by_collation;
  std::string exactly;
  std::string where;
  for (const Key& key : keys) {
    const std::string column = sql::quote_identifier(key.from);
    const std::string collation = key.collation.empty() ? "BINARY" : key.collation;
    by_collation += (by_collation.empty() ? "" : ", ") + column + " COLLATE " + collation;
    exactly += (exactly.empty() ? "" : " || ', ' || ") + std::string("quote(") + column + ")";
    where += (where.empty() ? "" : " AND ") + column + " IS NOT NULL";
  }
  return "SELECT min(" + exactly + "), max(" + exactly + "), count(*) OVER () FROM " +
         sql::quote_identifier(table) + " WHERE " + where + " GROUP BY " + by_collation +
         " HAVING count(*) > 1 ORDER BY 1 LIMIT 1";
}

Status find_collisions(const File&, const Step& step, LiveData& data, Reporter& report) {
  const auto copy = row_copy_of(step);
  if (!copy || step.change.verb != Verb::insert) return {};
  const sql::TableInfo* table = step.before->table(copy->target);
  if (table == nullptr || !data.has_rows_of(*step.before, copy->source)) return {};
  for (const sql::IndexInfo& index : table->indexes) {
    const std::vector<Key> keys = keys_filled(index, *copy);
    if (keys.empty()) continue;
    TRY_ASSIGN(const sql::Table found, data.rows(collisions_query(copy->source, keys)));
    if (found.rows.empty()) continue;
    const auto& row = found.rows.front();
    const auto* groups = std::get_if<std::int64_t>(&row[2]);
    if (groups == nullptr || row[0] == row[1]) continue;
    report.at(
        step,
        {.message = "copies " + counted(static_cast<std::uint64_t>(*groups), "key") + " of " +
                    copy->source + " twice under the collation of the new table, " + shown(row[0]) +
                    " and " + shown(row[1]) + " first: UNIQUE constraint failed"});
  }
  return {};
}

}  // namespace

constinit const Rule kRuleD08 = {
    .id = "D08",
    .severity = Severity::error,
    .title = "Rows that were different are equal under a new collation of a unique column",
    .explanation =
        "UNIQUE compares with the collation of the column: under NOCASE 'A@x' and 'a@x' are one "
        "key, under RTRIM 'a' and 'a ' are. The copy into the new table fails on the second of "
        "them.",
    .fix = "merge or change these rows first",
    .ask = find_collisions,
};

}  // namespace d1mcp::lint::rules
