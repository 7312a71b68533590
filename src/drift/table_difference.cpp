#include "drift/table_difference.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>

#include "core/text.hpp"
#include "drift/phrases.hpp"
#include "sql/meaning.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::drift {
namespace {

using Phrases = std::vector<std::string>;

std::string default_of(const sql::ColumnInfo& column) {
  return column.default_sql.value_or(std::string());
}

std::string generated_of(const sql::ColumnInfo& column) {
  if (column.generated == sql::Generated::no) return {};
  return "AS (" + column.generated_sql + ")" +
         (column.generated == sql::Generated::stored ? " STORED" : " VIRTUAL");
}

std::string position_of(const sql::ColumnInfo& column) {
  return column.primary_key_position == 0 ? std::string()
                                          : std::to_string(column.primary_key_position);
}

void compare_column(const sql::ColumnInfo& here, const sql::ColumnInfo& there, Phrases& found) {
  Comparison column("column " + here.name, found);
  column.expressions("type", here.declared_type, there.declared_type);
  column.flag("NOT NULL", here.not_null, there.not_null);
  column.expressions("DEFAULT", default_of(here), default_of(there));
  column.words("COLLATE", here.collation, there.collation);
  column.expressions("generated", generated_of(here), generated_of(there));
  column.words("place in the primary key", position_of(here), position_of(there));
}

Phrases names_in_both(const sql::TableInfo& table, const sql::TableInfo& other) {
  Phrases names;
  for (const sql::ColumnInfo& column : table.columns) {
    if (column_of(other, column.name) != nullptr) names.push_back(ascii_lower(column.name));
  }
  return names;
}

void compare_columns(const sql::TableInfo& here, const sql::TableInfo& there, Phrases& found) {
  for (const sql::ColumnInfo& column : here.columns) {
    const sql::ColumnInfo* other = column_of(there, column.name);
    if (other == nullptr) {
      found.push_back("column " + column.name + ": only here");
    } else {
      compare_column(column, *other, found);
    }
  }
  for (const sql::ColumnInfo& column : there.columns) {
    if (column_of(here, column.name) == nullptr)
      found.push_back("column " + column.name + ": only there");
  }
  const Phrases order_here = names_in_both(here, there);
  const Phrases order_there = names_in_both(there, here);
  if (order_here != order_there) {
    found.push_back("order of columns: " + join(order_here, ", ") + " here, " +
                    join(order_there, ", ") + " there");
  }
}

Phrases checks_of(const sql::TableInfo& table) {
  Phrases checks;
  for (const sql::Check& check : table.checks) checks.push_back("CHECK (" + check.expression + ")");
  return checks;
}

Phrases foreign_keys_of(const sql::TableInfo& table) {
  Phrases keys;
  for (const sql::ForeignKey& key : table.foreign_keys) keys.push_back(text_of(key));
  return keys;
}

// PRIMARY KEY and UNIQUE, but for the INTEGER PRIMARY KEY that has no index.
Phrases key_constraints_of(const sql::TableInfo& table) {
  Phrases constraints;
  for (const sql::IndexInfo& index : table.indexes) {
    if (index.origin == sql::IndexOrigin::create_index) continue;
    const bool is_unique = index.origin == sql::IndexOrigin::unique_constraint;
    constraints.push_back((is_unique ? "UNIQUE (" : "PRIMARY KEY (") + text_of(index.terms) + ")");
  }
  return constraints;
}

// No PRAGMA tells what a constraint does when it is broken.
Phrases conflict_clauses_of(const sql::TableInfo& table) {
  Phrases clauses;
  sql::TokenCursor tokens(table.create_sql);
  while (!tokens.at_end()) {
    if (!tokens.take("on")) {
      tokens.take();
      continue;
    }
    if (!tokens.take("conflict")) continue;
    const std::string action = ascii_lower(tokens.take_name());
    if (action != "abort") clauses.push_back("ON CONFLICT " + action);
  }
  return clauses;
}

}  // namespace

const sql::ColumnInfo* column_of(const sql::TableInfo& table, const std::string& name) {
  const auto found = std::ranges::find_if(
      table.columns, [&](const sql::ColumnInfo& column) { return equal_names(column.name, name); });
  return found == table.columns.end() ? nullptr : &*found;
}

std::vector<std::string> table_differences(const sql::TableInfo& here,
                                           const sql::TableInfo& there) {
  Phrases found;
  Comparison table("", found);
  table.words("module", here.summary.module, there.summary.module);
  table.flag("STRICT", here.summary.strict, there.summary.strict);
  table.flag("WITHOUT ROWID", here.summary.without_rowid, there.summary.without_rowid);
  table.flag("AUTOINCREMENT", here.autoincrement, there.autoincrement);
  compare_columns(here, there, found);
  table.sets(key_constraints_of(here), key_constraints_of(there));
  table.sets(checks_of(here), checks_of(there));
  table.sets(foreign_keys_of(here), foreign_keys_of(there));
  table.sets(conflict_clauses_of(here), conflict_clauses_of(there));
  const bool is_virtual = here.summary.kind == sql::TableKind::virtual_table;
  if (is_virtual && found.empty() &&
      sql::meaning_of(here.create_sql) != sql::meaning_of(there.create_sql)) {
    found.emplace_back("arguments of the module");
  }
  return found;
}

std::vector<std::string> index_differences(const sql::TableInfo& here,
                                           const sql::TableInfo& there,
                                           const std::string& index) {
  const auto called = [&](const sql::IndexInfo& other) { return equal_names(other.name, index); };
  const auto one = std::ranges::find_if(here.indexes, called);
  const auto other = std::ranges::find_if(there.indexes, called);
  if (one == here.indexes.end() || other == there.indexes.end()) {
    return {"table: " + here.summary.name + " here, " + there.summary.name + " there"};
  }
  Phrases found;
  Comparison compared("", found);
  compared.words("table", here.summary.name, there.summary.name);
  compared.flag("UNIQUE", one->unique, other->unique);
  compared.expressions("columns", text_of(one->terms), text_of(other->terms));
  compared.expressions("WHERE", one->where_sql, other->where_sql);
  return found;
}

}  // namespace d1mcp::drift
