#include "lint/schema.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "core/text.hpp"
#include "sql/schema_reader.hpp"

namespace d1mcp::lint {
namespace {

using Objects = Schema::Objects;

Result<Objects> read_rows(sql::Connection& database,
                          const std::string& where,
                          const sql::Parameters& parameters,
                          const Work& work) {
  TRY_ASSIGN(const sql::Table found,
             sql::query_table(database,
                              "SELECT rowid, type, name, tbl_name, sql FROM sqlite_schema" + where +
                                  " ORDER BY rowid",
                              parameters,
                              work));
  Objects objects;
  for (const auto& row : found.rows) {
    objects.push_back(
        std::make_shared<Schema::Object>(Schema::Object{.type = text_of(row[1]),
                                                        .name = text_of(row[2]),
                                                        .table = text_of(row[3]),
                                                        .sql = text_of(row[4]),
                                                        .row = std::get<std::int64_t>(row[0])}));
  }
  return objects;
}

using TableNames = std::set<std::string>;

/// The tables, in lower case, whose own definition, indexes or triggers differ.
TableNames tables_touched(const Objects& before, const Objects& after) {
  TableNames names;
  const auto touch = [&](const auto& object) { names.insert(ascii_lower(object->table)); };
  auto old = before.begin();
  for (const auto& object : after) {
    for (; old != before.end() && (*old)->row < object->row; ++old) touch(*old);
    const bool is_known = old != before.end() && (*old)->row == object->row;
    if (!is_known || **old != *object) touch(object);
    if (!is_known) continue;
    if (**old != *object) touch(*old);
    ++old;
  }
  for (; old != before.end(); ++old) touch(*old);
  return names;
}

/// `all` with those of `changed` in place of the ones in the same row.
Objects with_changed(Objects all, const Objects& changed) {
  for (const auto& object : changed) {
    const auto place = std::ranges::lower_bound(
        all, object->row, {}, [](const auto& other) { return other->row; });
    if (place != all.end() && (*place)->row == object->row) {
      *place = object;
    } else {
      all.insert(place, object);
    }
  }
  return all;
}

bool is_view(const sql::TableInfo& table) {
  return table.summary.kind == sql::TableKind::view;
}

}  // namespace

Status Schema::describe(sql::Connection& database,
                        const sql::TableSummary& summary,
                        const Work& work) {
  TRY_ASSIGN(auto info, sql::describe_alone(database, summary, work));
  tables_[ascii_lower(summary.name)] = std::make_shared<const sql::TableInfo>(std::move(info));
  return {};
}

Result<Schema::Objects> Schema::read_objects(sql::Connection& database, const Work& work) {
  return read_rows(database, /*where=*/"", {}, work);
}

Result<std::shared_ptr<const Schema>> Schema::read(sql::Connection& database,
                                                   const Schema* previous,
                                                   const Work& work) {
  static const Schema nothing;
  const Schema& before = previous == nullptr ? nothing : *previous;
  auto schema = std::make_shared<Schema>();
  TRY_ASSIGN(schema->objects_, read_objects(database, work));
  const TableNames touched = tables_touched(before.objects_, schema->objects_);
  TRY_ASSIGN(const auto tables, sql::list_tables(database, sql::Visibility::user, work));
  for (const sql::TableSummary& summary : tables) {
    std::string key = ascii_lower(summary.name);
    // The columns of a view are those of what it reads.
    const bool is_certain = summary.kind != sql::TableKind::view && !touched.contains(key);
    const auto known = before.tables_.find(key);
    if (is_certain && known != before.tables_.end()) {
      schema->tables_[std::move(key)] = known->second;
    } else {
      TRY(schema->describe(database, summary, work));
    }
  }
  return std::shared_ptr<const Schema>(std::move(schema));
}

Result<std::shared_ptr<const Schema>> Schema::read_changed(sql::Connection& database,
                                                           const Schema& previous,
                                                           const std::string& table,
                                                           const Work& work) {
  auto schema = std::make_shared<Schema>(previous);
  const std::int64_t last = previous.objects_.empty() ? 0 : previous.objects_.back()->row;
  TRY_ASSIGN(const Objects changed,
             read_rows(database,
                       " WHERE rowid > ?1 OR tbl_name = ?2 COLLATE NOCASE",
                       {.positional = {last, table}, .named = {}},
                       work));
  schema->objects_ = with_changed(std::move(schema->objects_), changed);
  TableNames touched = tables_touched({}, changed);
  for (const auto& [key, info] : previous.tables_) {
    if (is_view(*info)) touched.insert(key);
  }
  for (const std::string& key : touched) {
    TRY_ASSIGN(const auto summary, sql::find_table(database, sql::Visibility::user, key, work));
    if (summary) TRY(schema->describe(database, *summary, work));
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
      objects_, [&](const auto& object) { return equal_names(object->name, name); });
  return found == objects_.end() ? nullptr : found->get();
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
