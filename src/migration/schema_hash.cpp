#include "migration/schema_hash.hpp"

#include <set>
#include <utility>

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
  std::set<std::string> objects;
  for (const SchemaObject& object : schema) {
    if (equal_names(object.table, history_table_)) continue;
    objects.insert(object.type + '\0' + ascii_lower(object.name) + '\0' +
                   meaning_hash_of(object.sql));
  }
  Sha256Stream all;
  for (const std::string& object : objects) all.add(object + '\0');
  return all.finish_hex();
}

const std::string& SchemaHasher::meaning_hash_of(const std::string& definition) {
  const auto known = known_.find(definition);
  if (known != known_.end()) return known->second;
  return known_.emplace(definition, sql::meaning_hash(definition)).first->second;
}

}  // namespace d1mcp::migration
