#include "migration/schema_hash.hpp"

#include <iterator>

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
  const Sha256 digest = digest_of(object);
  add_or_take_out(digest);
  rows_.emplace_hint(next_, row.row, Known{.object = std::move(object), .digest = digest});
}

std::string SchemaHasher::hash_of_seen() {
  forget_rows_until(rows_.end());
  next_ = rows_.begin();
  return hex_encode({reinterpret_cast<const char*>(all_.data()), all_.size()});
}

void SchemaHasher::forget_rows_until(Rows::iterator end) {
  while (next_ != end) {
    add_or_take_out(next_->second.digest);
    next_ = rows_.erase(next_);
  }
}

// Objects differ from each other in type or name, so that none takes out another.
void SchemaHasher::add_or_take_out(const Sha256& digest) {
  for (std::size_t index = 0; index < all_.size(); ++index) all_[index] ^= digest[index];
}

Sha256 SchemaHasher::digest_of(const SchemaObject& object) const {
  const std::string name = ascii_lower(object.name);
  if (name.starts_with("sqlite_") || name.starts_with("_cf_")) return {};
  if (equal_names(object.table, history_table_)) return {};
  return sha256(object.type + '\0' + name + '\0' + sql::meaning_hash(object.sql));
}

}  // namespace d1mcp::migration
