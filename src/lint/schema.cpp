#include "lint/schema.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "core/text.hpp"
#include "sql/schema_reader.hpp"

namespace d1mcp::lint {
namespace {

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

using Objects = std::vector<Schema::Object>;

std::vector<const Schema::Object*> sorted(const Objects& objects) {
  std::vector<const Schema::Object*> pointers;
  for (const Schema::Object& object : objects) pointers.push_back(&object);
  std::ranges::sort(
      pointers, {}, [](const auto* object) -> const auto& { return *object; });
  return pointers;
}

/// The tables, in lower case, whose own definition, indexes or triggers differ.
std::set<std::string> tables_touched(const Objects& before, const Objects& after) {
  std::vector<const Schema::Object*> touched;
  std::ranges::set_symmetric_difference(
      sorted(before),
      sorted(after),
      std::back_inserter(touched),
      [](const auto* one, const auto* other) { return *one < *other; });
  std::set<std::string> names;
  for (const Schema::Object* object : touched) names.insert(ascii_lower(object->table));
  return names;
}

}  // namespace

Result<std::shared_ptr<const Schema>> Schema::read(sql::Connection& database,
                                                   const Schema* previous,
                                                   const Work& work) {
  static const Schema nothing;
  const Schema& before = previous == nullptr ? nothing : *previous;
  auto schema = std::make_shared<Schema>();
  TRY_ASSIGN(schema->objects_, read_objects(database, work));
  const std::set<std::string> touched = tables_touched(before.objects_, schema->objects_);
  TRY_ASSIGN(const auto tables, sql::list_tables(database, sql::Visibility::user, work));
  for (const sql::TableSummary& summary : tables) {
    std::string key = ascii_lower(summary.name);
    // The columns of a view are those of what it reads.
    const bool is_certain = summary.kind != sql::TableKind::view && !touched.contains(key);
    const auto known = before.tables_.find(key);
    if (is_certain && known != before.tables_.end()) {
      schema->tables_[std::move(key)] = known->second;
      continue;
    }
    TRY_ASSIGN(auto info, sql::describe_alone(database, summary, work));
    schema->tables_[std::move(key)] = std::make_shared<const sql::TableInfo>(std::move(info));
  }
  return std::shared_ptr<const Schema>(std::move(schema));
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
