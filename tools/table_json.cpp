#include "table_json.hpp"

#include "arguments.hpp"
#include "core/text.hpp"
#include "table_kind.hpp"

namespace d1mcp::tools {
namespace {

void put_valid(Json& object, const char* name, const std::string& text) {
  put_text(object, name, to_valid_utf8(text));
}

template <typename Item>
void put_list(Json& object,
              const char* name,
              const std::vector<Item>& items,
              Json (*encode)(const Item&)) {
  if (items.empty()) return;
  Json list = Json::array();
  for (const Item& item : items) list.push_back(encode(item));
  object[name] = std::move(list);
}

Json encode_column(const sql::ColumnInfo& column) {
  Json json = {{"name", to_valid_utf8(column.name)}, {"type", to_valid_utf8(column.declared_type)}};
  if (column.not_null) json["not_null"] = true;
  if (column.default_sql) json["default"] = to_valid_utf8(*column.default_sql);
  if (column.primary_key_position > 0) json["primary_key"] = column.primary_key_position;
  put_valid(json, "collation", column.collation);
  if (column.generated != sql::Generated::no) {
    json["generated"] = column.generated == sql::Generated::stored ? "stored" : "virtual";
    put_valid(json, "expression", column.generated_sql);
  }
  if (column.hidden) json["hidden"] = true;
  return json;
}

Json encode_check(const sql::Check& check) {
  std::string text = check.constraint_name.empty() ? "" : check.constraint_name + ": ";
  return to_valid_utf8(text + check.expression);
}

Json names(const std::vector<std::string>& list) {
  Json json = Json::array();
  for (const std::string& name : list) json.push_back(to_valid_utf8(name));
  return json;
}

void put_actions(Json& json, const sql::ForeignKey& key) {
  if (key.on_delete != "NO ACTION") put_valid(json, "on_delete", key.on_delete);
  if (key.on_update != "NO ACTION") put_valid(json, "on_update", key.on_update);
  if (key.deferred) json["deferred"] = true;
}

Json encode_own_key(const sql::ForeignKey& key) {
  Json json = {{"columns", names(key.columns)}, {"references", to_valid_utf8(key.parent)}};
  if (!key.parent_columns.empty()) json["referenced_columns"] = names(key.parent_columns);
  put_actions(json, key);
  return json;
}

Json encode_foreign_key_here(const sql::ForeignKey& key) {
  Json json = {{"table", to_valid_utf8(key.table)}, {"columns", names(key.columns)}};
  if (!key.parent_columns.empty()) json["referenced_columns"] = names(key.parent_columns);
  put_actions(json, key);
  return json;
}

Json encode_term(const sql::IndexTerm& term) {
  std::string text = term.name.empty() ? term.expression : term.name;
  if (!term.collation.empty()) text += " COLLATE " + term.collation;
  if (term.descending) text += " DESC";
  return to_valid_utf8(text);
}

Json encode_index(const sql::IndexInfo& index) {
  Json json = {{"name", to_valid_utf8(index.name)}};
  put_list(json, "columns", index.terms, encode_term);
  if (index.unique) json["unique"] = true;
  if (index.origin == sql::IndexOrigin::primary_key) json["origin"] = "PRIMARY KEY";
  if (index.origin == sql::IndexOrigin::unique_constraint) json["origin"] = "UNIQUE";
  put_valid(json, "where", index.where_sql);
  return json;
}

Json encode_trigger(const sql::TriggerInfo& trigger) {
  return {{"name", to_valid_utf8(trigger.name)}, {"sql", to_valid_utf8(trigger.create_sql)}};
}

}  // namespace

Json encode_table(const sql::TableInfo& info) {
  Json json = {{"name", to_valid_utf8(info.summary.name)}, {"kind", kind_name(info.summary.kind)}};
  put_valid(json, "module", info.summary.module);
  if (info.summary.strict) json["strict"] = true;
  if (info.summary.without_rowid) json["without_rowid"] = true;
  if (info.autoincrement) json["autoincrement"] = true;
  json["columns"] = Json::array();
  put_list(json, "columns", info.columns, encode_column);
  put_list(json, "checks", info.checks, encode_check);
  put_list(json, "foreign_keys", info.foreign_keys, encode_own_key);
  put_list(json, "referenced_by", info.referenced_by, encode_foreign_key_here);
  put_list(json, "indexes", info.indexes, encode_index);
  put_list(json, "triggers", info.triggers, encode_trigger);
  json["sql"] = to_valid_utf8(info.create_sql);
  return json;
}

}  // namespace d1mcp::tools
