#include "migration/schema_hash.hpp"

#include <iterator>

#include "core/encoding.hpp"
#include "core/text.hpp"
#include "sql/meaning.hpp"

namespace d1mcp::migration {

SchemaObject schema_object(const std::vector<sql::Value>& row) {
  return {.type = text_of(row[0]),
          .name = text_of(row[1]),
          .table = text_of(row[2]),
          .sql = text_of(row[3])};
}

Result<std::vector<SchemaObject>> read_schema(sql::Connection& connection, const Work& work) {
  TRY_ASSIGN(const sql::Table found, sql::query_table(connection, kSelectSchema, {}, work));
  std::vector<SchemaObject> schema;
  for (const auto& row : found.rows) schema.push_back(schema_object(row));
  return schema;
}

std::string SchemaHasher::hash(const std::vector<SchemaObject>& schema) {
  std::int64_t row = 0;
  for (const SchemaObject& object : schema) {
    see({.row = ++row,
         .type = object.type,
         .name = object.name,
         .table = object.table,
         .sql = object.sql});
  }
  return hash_of_seen();
}

void SchemaHasher::see(const Row& row) {
  auto place = next_;
  while (place != rows_.end() && place->first < row.row) ++place;
  forget_rows_until(place);
  if (next_ != rows_.end() && next_->first == row.row) {
    const SchemaObject& known = next_->second.object;
    if (known.sql == row.sql && known.name == row.name && known.table == row.table &&
        known.type == row.type) {
      ++next_;
      return;
    }
    forget_rows_until(std::next(next_));
  }
  SchemaObject object{.type = std::string(row.type),
                      .name = std::string(row.name),
                      .table = std::string(row.table),
                      .sql = std::string(row.sql)};
  std::string entry = entry_of(object);
  if (!entry.empty() && entries_.insert(entry).second) hash_.clear();
  rows_.emplace_hint(next_, row.row, Known{.object = std::move(object), .entry = std::move(entry)});
}

std::string SchemaHasher::hash_of_seen() {
  forget_rows_until(rows_.end());
  next_ = rows_.begin();
  if (!hash_.empty()) return hash_;
  Sha256Stream all;
  for (const std::string& entry : entries_) all.add(entry);
  hash_ = all.finish_hex();
  return hash_;
}

void SchemaHasher::forget_rows_until(Rows::iterator end) {
  while (next_ != end) {
    if (entries_.erase(next_->second.entry) > 0) hash_.clear();
    next_ = rows_.erase(next_);
  }
}

std::string SchemaHasher::entry_of(const SchemaObject& object) const {
  const std::string name = ascii_lower(object.name);
  if (name.starts_with("sqlite_") || name.starts_with("_cf_")) return {};
  if (equal_names(object.table, history_table_)) return {};
  return object.type + '\0' + name + '\0' + sql::meaning_hash(object.sql) + '\0';
}

}  // namespace d1mcp::migration
