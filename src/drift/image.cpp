#include "drift/image.hpp"

#include <set>

#include "core/text.hpp"
#include "sql/schema_reader.hpp"

namespace d1mcp::drift {
namespace {

/// Names of tables that are no person's, in lower case.
using Names = std::set<std::string, std::less<>>;

Result<Names> left_out(sql::Connection& database,
                       std::string_view history_table,
                       const Work& work) {
  TRY_ASSIGN(const auto tables, sql::list_tables(database, sql::Visibility::all, work));
  Names names = {ascii_lower(history_table)};
  for (const sql::TableSummary& table : tables) {
    if (table.kind == sql::TableKind::shadow) names.insert(ascii_lower(table.name));
  }
  return names;
}

}  // namespace

Result<Image> Image::read(sql::Connection& database,
                          std::string_view history_table,
                          const Work& work) {
  TRY_ASSIGN(const Names others, left_out(database, history_table, work));
  TRY_ASSIGN(const auto schema, migration::read_schema(database, work));
  Image image;
  for (const SchemaObject& object : schema) {
    if (others.contains(ascii_lower(object.table))) continue;
    if (object.type == "table") {
      TRY_ASSIGN(auto info, sql::describe_table(database, object.name, work));
      image.tables_.emplace(ascii_lower(object.name), std::move(info));
    }
    image.objects_.emplace(Key(object.type, ascii_lower(object.name)), object);
  }
  return image;
}

const SchemaObject* Image::object(std::string_view type, std::string_view name) const {
  const auto found = objects_.find(Key(type, ascii_lower(name)));
  return found == objects_.end() ? nullptr : &found->second;
}

const sql::TableInfo* Image::table(std::string_view name) const {
  const auto found = tables_.find(ascii_lower(name));
  return found == tables_.end() ? nullptr : &found->second;
}

}  // namespace d1mcp::drift
