#include "lint/schema.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/text.hpp"
#include "sql/schema_reader.hpp"

namespace d1mcp::lint {
namespace {

std::string text_of(const sql::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string() : *text;
}

Result<std::vector<Schema::Object>> read_objects(sql::Connection& database, const Work& work) {
  TRY_ASSIGN(const sql::Table found,
             sql::query_table(database,
                              "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid",
                              {},
                              work));
  std::vector<Schema::Object> objects;
  for (const auto& row : found.rows) {
    objects.push_back({.type = text_of(row[0]),
                       .name = text_of(row[1]),
                       .table = text_of(row[2]),
                       .sql = text_of(row[3])});
  }
  return objects;
}

}  // namespace

Result<std::shared_ptr<const Schema>> Schema::read(sql::Connection& database,
                                                   const Schema* previous,
                                                   const Work& work) {
  auto schema = std::make_shared<Schema>();
  TRY_ASSIGN(schema->objects_, read_objects(database, work));
  TRY_ASSIGN(const auto tables, sql::list_tables(database, sql::Visibility::user, work));
  for (const sql::TableSummary& summary : tables) {
    std::string key = ascii_lower(summary.name);
    const bool is_view = summary.kind == sql::TableKind::view;
    const bool is_known = !is_view && previous != nullptr && previous->tables_.contains(key) &&
                          previous->objects_of(summary.name) == schema->objects_of(summary.name);
    if (is_known) {
      schema->tables_[key] = previous->tables_.find(key)->second;
      continue;
    }
    TRY_ASSIGN(auto info, sql::describe_table(database, summary.name, work));
    schema->tables_[std::move(key)] = std::make_shared<const sql::TableInfo>(std::move(info));
  }
  return std::shared_ptr<const Schema>(std::move(schema));
}

std::vector<Schema::Object> Schema::objects_of(std::string_view table) const {
  std::vector<Object> found;
  std::ranges::copy_if(objects_, std::back_inserter(found), [&](const Object& object) {
    return equal_names(object.table, table);
  });
  return found;
}

const sql::TableInfo* Schema::table(std::string_view name) const {
  const auto found = tables_.find(ascii_lower(name));
  return found == tables_.end() ? nullptr : found->second.get();
}

std::vector<const sql::TableInfo*> Schema::tables() const {
  std::vector<const sql::TableInfo*> tables;
  for (const auto& [name, table] : tables_) tables.push_back(table.get());
  return tables;
}

const Schema::Object* Schema::object(std::string_view name) const {
  const auto found = std::ranges::find_if(
      objects_, [&](const Object& object) { return equal_names(object.name, name); });
  return found == objects_.end() ? nullptr : &*found;
}

std::vector<const sql::ForeignKey*> Schema::references_to(std::string_view parent) const {
  std::vector<const sql::ForeignKey*> references;
  for (const auto& [name, table] : tables_) {
    for (const sql::ForeignKey& key : table->foreign_keys) {
      if (equal_names(key.parent, parent)) references.push_back(&key);
    }
  }
  return references;
}

const sql::ColumnInfo* find_column(const sql::TableInfo& table, std::string_view name) {
  const auto found = std::ranges::find_if(
      table.columns, [&](const sql::ColumnInfo& column) { return equal_names(column.name, name); });
  return found == table.columns.end() ? nullptr : &*found;
}

std::string children_of(const std::vector<const sql::ForeignKey*>& keys) {
  std::vector<std::string> names;
  for (const sql::ForeignKey* key : keys) {
    if (std::ranges::find(names, key->table) == names.end()) names.push_back(key->table);
  }
  return join(names, ", ");
}

}  // namespace d1mcp::lint
