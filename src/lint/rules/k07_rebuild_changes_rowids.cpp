#include <algorithm>

#include "core/text.hpp"
#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::lint::rules {
namespace {

bool has_stable_rowid(const sql::TableInfo& table) {
  return table.summary.without_rowid ||
         std::ranges::any_of(table.columns, [](const sql::ColumnInfo& column) {
           return column.primary_key_position == 1 && equal_names(column.declared_type, "INTEGER");
         });
}

bool points_by_rowid(const Schema::Object& object, const std::string& table) {
  if (object.type != "table" || !ascii_lower(object.sql).starts_with("create virtual"))
    return false;
  sql::TokenCursor tokens(object.sql);
  while (!tokens.at_end()) {
    if (!tokens.take("content")) {
      tokens.take();
      continue;
    }
    tokens.take();
    if (equal_names(sql::unquoted(tokens.peek()), table)) return true;
  }
  return false;
}

void find_changed_rowids(const File& file, Reporter& report) {
  for (const Rebuild& rebuild : find_rebuilds(file)) {
    const sql::TableInfo* before = rebuild.drop->before->table(rebuild.table);
    if (before == nullptr || has_stable_rowid(*before)) continue;
    if (rebuild.copy != nullptr && mentions(*rebuild.copy, "rowid")) continue;
    for (const auto& object : rebuild.drop->before->objects()) {
      if (!points_by_rowid(*object, rebuild.table)) continue;
      report.at(*rebuild.drop,
                {.message = "the rebuild of " + rebuild.table + " changes its rowids, by which " +
                            object->name + " finds its rows"});
    }
  }
}

}  // namespace

constinit const Rule kRuleK07 = {
    .id = "K07",
    .severity = Severity::warning,
    .title = "The rebuild gives rows other rowids, and something stores rowids",
    .explanation =
        "A table without an INTEGER PRIMARY KEY numbers its rows itself, and a copy numbers them "
        "anew. A full-text index with content= or content_rowid= finds its rows by that number.",
    .fix =
        "copy rowid as well, or give the table an INTEGER PRIMARY KEY, and rebuild the full-text "
        "index",
    .check_file = find_changed_rowids,
};

}  // namespace d1mcp::lint::rules
