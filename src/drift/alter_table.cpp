#include "drift/alter_table.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "core/text.hpp"
#include "drift/table_difference.hpp"
#include "sql/quoting.hpp"
#include "sql/table_definition.hpp"
#include "sql/token_cursor.hpp"
#include "sql/tokenizer.hpp"

namespace d1mcp::drift {
namespace {

using Definitions = std::map<std::string, std::string, std::less<>>;

/// What stands between the commas of a CREATE TABLE, by the name it begins with in lower case.
Definitions definitions_in(std::string_view create_table) {
  Definitions definitions;
  sql::TokenCursor head(create_table);
  head.take_until(sql::TokenKind::left_parenthesis);
  sql::TokenCursor body(head.take_parenthesized());
  while (!body.at_end()) {
    const std::string name = ascii_lower(sql::unquoted(body.peek()));
    definitions.emplace(name, std::string(body.take_until(sql::TokenKind::comma)));
    body.take(sql::TokenKind::comma);
  }
  return definitions;
}

bool is_in_a_key(const sql::TableInfo& table, const sql::ColumnInfo& column) {
  if (column.primary_key_position > 0) return true;
  return std::ranges::any_of(table.indexes, [&](const sql::IndexInfo& index) {
    return index.origin != sql::IndexOrigin::create_index &&
           std::ranges::any_of(index.terms, [&](const sql::IndexTerm& term) {
             return equal_names(term.name, column.name);
           });
  });
}

// One value, perhaps with a sign; CURRENT_TIMESTAMP and its like are none.
bool is_constant(const std::string& default_sql) {
  const auto tokens = sql::solid_tokens(default_sql);
  const bool is_signed = tokens.size() == 2 && tokens.front().kind == sql::TokenKind::symbol;
  return (tokens.size() == 1 || is_signed) &&
         !ascii_lower(tokens.back().text).starts_with("current_");
}

bool has_foreign_key(const sql::TableInfo& table, const sql::ColumnInfo& column) {
  return std::ranges::any_of(table.foreign_keys, [&](const sql::ForeignKey& key) {
    return std::ranges::any_of(
        key.columns, [&](const std::string& name) { return equal_names(name, column.name); });
  });
}

// sqlite.org/lang_altertable.html, section 5: what ADD COLUMN refuses, with rows in the table.
std::string obstacle_to_adding(const sql::TableInfo& to, const sql::ColumnInfo& column) {
  const bool has_value = column.default_sql && ascii_lower(*column.default_sql) != "null";
  if (is_in_a_key(to, column)) return "is part of a key";
  if (column.generated == sql::Generated::stored) return "is generated and stored";
  if (column.not_null && !has_value && column.generated == sql::Generated::no)
    return "is NOT NULL without a default";
  if (has_value && !is_constant(*column.default_sql)) return "has a default that is no constant";
  if (has_value && has_foreign_key(to, column)) return "refers to a table and has a default";
  return {};
}

Healing only_a_rebuild(const std::string& reason) {
  return {.statements = {}, .obstacle = "only a rebuild of the table does it: " + reason};
}

bool is_only_in(const sql::TableInfo& table, const sql::TableInfo& other, const std::string& name) {
  return column_of(table, name) != nullptr && column_of(other, name) == nullptr;
}

/// `table` without the columns that `other` does not have, and what belongs to these alone.
sql::TableInfo common_part(const sql::TableInfo& table, const sql::TableInfo& other) {
  sql::TableInfo common = table;
  std::erase_if(common.columns, [&](const sql::ColumnInfo& column) {
    return column_of(other, column.name) == nullptr;
  });
  std::erase_if(common.checks,
                [&](const sql::Check& check) { return is_only_in(table, other, check.column); });
  return common;
}

/// The same for the table a column is added to: its REFERENCES come with it.
sql::TableInfo common_part_of_target(const sql::TableInfo& to,
                                     const sql::TableInfo& from,
                                     const Definitions& definitions) {
  sql::TableInfo common = common_part(to, from);
  std::erase_if(common.foreign_keys, [&](const sql::ForeignKey& key) {
    if (key.columns.size() != 1 || !is_only_in(to, from, key.columns.front())) return false;
    const auto definition = definitions.find(ascii_lower(key.columns.front()));
    return definition != definitions.end() && sql::references_table(definition->second, key.parent);
  });
  return common;
}

std::vector<const sql::ColumnInfo*> columns_not_in(const sql::TableInfo& table,
                                                   const sql::TableInfo& other) {
  std::vector<const sql::ColumnInfo*> columns;
  for (const sql::ColumnInfo& column : table.columns) {
    if (column_of(other, column.name) == nullptr) columns.push_back(&column);
  }
  return columns;
}

bool stand_last(const std::vector<const sql::ColumnInfo*>& columns, const sql::TableInfo& table) {
  const std::size_t first = table.columns.size() - columns.size();
  for (std::size_t index = 0; index < columns.size(); ++index) {
    if (columns[index] != &table.columns[first + index]) return false;
  }
  return true;
}

Healing add_and_drop(const sql::TableInfo& from,
                     const sql::TableInfo& to,
                     const Definitions& definitions) {
  const std::string alter = "ALTER TABLE " + sql::quote_identifier(from.summary.name);
  Healing healing;
  for (const sql::ColumnInfo* column : columns_not_in(from, to)) {
    if (is_in_a_key(from, *column)) return only_a_rebuild(column->name + " is part of a key");
    healing.statements.push_back(alter + " DROP COLUMN " + sql::quote_identifier(column->name));
  }
  const auto added = columns_not_in(to, from);
  if (!stand_last(added, to)) return only_a_rebuild("a new column is put at the end");
  for (const sql::ColumnInfo* column : added) {
    const std::string obstacle = obstacle_to_adding(to, *column);
    const auto definition = definitions.find(ascii_lower(column->name));
    if (!obstacle.empty()) return only_a_rebuild(column->name + " " + obstacle);
    if (definition == definitions.end()) return only_a_rebuild("its text cannot be read");
    healing.statements.push_back(alter + " ADD COLUMN " + definition->second);
  }
  return healing;
}

}  // namespace

Healing alter_table(const sql::TableInfo& from, const sql::TableInfo& to) {
  if (from.summary.kind == sql::TableKind::virtual_table) {
    return {.statements = {}, .obstacle = "a virtual table is dropped and made again"};
  }
  const Definitions definitions = definitions_in(to.create_sql);
  const auto rest =
      table_differences(common_part(from, to), common_part_of_target(to, from, definitions));
  if (!rest.empty()) return only_a_rebuild(rest.front());
  return add_and_drop(from, to, definitions);
}

}  // namespace d1mcp::drift
