#include "transfer/export_plan.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "core/text.hpp"
#include "d1/limits.hpp"
#include "d1/names.hpp"
#include "sql/closed_text.hpp"
#include "sql/quoting.hpp"
#include "sql/schema_reader.hpp"
#include "transfer/definition.hpp"
#include "transfer/full_text.hpp"
#include "transfer/sql_literal.hpp"
#include "transfer/unknown_table.hpp"

namespace d1mcp::transfer {
namespace {

bool is_full_text(std::string_view module) {
  return equal_names(module, "fts5") || equal_names(module, "fts4") || equal_names(module, "fts3");
}

// Modules whose tables hold nothing of their own.
bool is_derived(std::string_view module) {
  return equal_names(module, "fts5vocab") || equal_names(module, "fts4aux");
}

bool can_be_filled(std::string_view module) {
  return is_full_text(module) || equal_names(module, "rtree") || equal_names(module, "rtree_i32");
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  const bool known = std::ranges::any_of(
      names, [&](const std::string& other) { return equal_names(other, name); });
  if (!known) names.push_back(name);
}

/// Makes the plan of one export.
class Planner {
 public:
  Planner(sql::Connection& database, const ExportSelection& selection, const Work& work)
      : database_(database), selection_(selection), work_(work) {}

  Result<ExportPlan> plan();

 private:
  Status read_objects();
  Status choose();
  Status plan_object(const SchemaObject& object);
  Status plan_table(const SchemaObject& object);
  Status plan_virtual_table(const SchemaObject& object, const std::string& module);
  Status plan_full_text(const SchemaObject& object, const std::string& module);
  Status plan_settings(const std::string& name);
  Status add_rows(const sql::TableInfo& table, std::vector<RowPlan>& rows);
  void look_at_parents(const sql::TableInfo& table);
  Status find_statistics();
  void name_helper_table();

  [[nodiscard]] bool is_chosen(const std::string& name) const {
    return chosen_.contains(ascii_lower(name));
  }
  [[nodiscard]] bool has_object(std::string_view name) const {
    return std::ranges::any_of(
        objects_, [&](const SchemaObject& object) { return equal_names(object.name, name); });
  }

  sql::Connection& database_;
  const ExportSelection& selection_;
  const Work& work_;
  std::vector<SchemaObject> objects_;
  std::map<std::string, sql::TableSummary> tables_;  ///< What can be exported, by folded name.
  std::set<std::string> chosen_;                     ///< Folded names.
  std::vector<RowPlan> virtual_rows_;
  ExportPlan plan_;
};

Result<ExportPlan> Planner::plan() {
  TRY(read_objects());
  TRY(choose());
  for (const SchemaObject& object : objects_) TRY(plan_object(object));
  plan_.rows.insert(plan_.rows.end(), virtual_rows_.begin(), virtual_rows_.end());
  TRY(find_statistics());
  name_helper_table();
  return std::move(plan_);
}

Status Planner::read_objects() {
  TRY_ASSIGN(const sql::Table schema,
             sql::query_table(database_,
                              "SELECT type, name, tbl_name, sql FROM sqlite_schema "
                              "WHERE sql IS NOT NULL ORDER BY rowid",
                              {},
                              work_));
  for (const auto& row : schema.rows) {
    objects_.push_back({.type = text_of(row[0]),
                        .name = text_of(row[1]),
                        .table = text_of(row[2]),
                        .sql = text_of(row[3])});
  }
  return {};
}

Status Planner::choose() {
  TRY_ASSIGN(const auto tables, sql::list_tables(database_, sql::Visibility::user, work_));
  for (const sql::TableSummary& table : tables) tables_.emplace(ascii_lower(table.name), table);
  for (const std::string& wanted : selection_.tables) {
    if (!tables_.contains(ascii_lower(wanted))) return unknown_table(wanted, tables);
    chosen_.insert(ascii_lower(wanted));
  }
  if (!selection_.tables.empty()) return {};
  for (const auto& [folded, table] : tables_) chosen_.insert(folded);
  return {};
}

Status Planner::plan_object(const SchemaObject& object) {
  const bool stands_alone = object.type == "table" || object.type == "view";
  if (!is_chosen(stands_alone ? object.name : object.table)) return {};
  // An index or trigger may have a reserved name where its table has none.
  if (d1::is_reserved_name(object.name)) return {};
  plan_.objects.push_back(object);
  if (selection_.schema) {
    for (std::string& doubt : doubts_about_definition(object.name, object.sql)) {
      plan_.notes.push_back(std::move(doubt));
    }
  }
  if (object.type == "table") return plan_table(object);
  const std::string definition = sql::closed_text(object.sql);
  if (object.type == "index") plan_.indexes.push_back(definition);
  if (object.type == "view") plan_.views.push_back(definition);
  if (object.type == "trigger") plan_.triggers.push_back(definition);
  return {};
}

Status Planner::plan_table(const SchemaObject& object) {
  const sql::TableSummary& summary = tables_.at(ascii_lower(object.name));
  if (summary.kind == sql::TableKind::virtual_table) {
    return plan_virtual_table(object, summary.module);
  }
  plan_.tables.push_back(sql::closed_text(object.sql));
  TRY_ASSIGN(const sql::TableInfo table, sql::describe_table(database_, object.name, work_));
  const auto most = static_cast<std::size_t>(d1::limits_of(d1::Dialect::d1)->columns);
  if (table.columns.size() > most) {
    plan_.notes.push_back("table " + sql::quote_identifier(object.name) + " has " +
                          counted(table.columns.size(), "column") + "; D1 allows " +
                          std::to_string(most));
  }
  look_at_parents(table);
  if (table.autoincrement) plan_.counted_tables.push_back(object.name);
  return add_rows(table, plan_.rows);
}

void Planner::look_at_parents(const sql::TableInfo& table) {
  for (const sql::ForeignKey& key : table.foreign_keys) {
    if (is_chosen(key.parent)) continue;
    if (has_object(key.parent)) {
      add_once(plan_.missing_parents, key.parent);
    } else {
      add_once(plan_.notes,
               "table " + sql::quote_identifier(table.summary.name) + " refers to " +
                   sql::quote_identifier(key.parent) +
                   ", which does not exist: D1 refuses to write its rows");
    }
  }
}

Status Planner::plan_virtual_table(const SchemaObject& object, const std::string& module) {
  plan_.virtual_tables.push_back(sql::closed_text(object.sql));
  if (!d1::is_allowed_module(module)) {
    plan_.notes.push_back("virtual table " + sql::quote_identifier(object.name) + " uses " +
                          module + ", which D1 does not have");
  }
  if (is_full_text(module)) return plan_full_text(object, module);
  if (can_be_filled(module)) {
    TRY_ASSIGN(const sql::TableInfo table, sql::describe_table(database_, object.name, work_));
    return add_rows(table, virtual_rows_);
  }
  if (!is_derived(module)) {
    plan_.notes.push_back("the content of virtual table " + sql::quote_identifier(object.name) +
                          " is not exported: only its module " + module + " knows it");
  }
  return {};
}

Status Planner::plan_full_text(const SchemaObject& object, const std::string& module) {
  if (equal_names(module, "fts5")) TRY(plan_settings(object.name));
  const FullTextContent content = read_full_text_content(object.sql);
  const std::string name = sql::quote_identifier(object.name);
  switch (content.kind) {
    case FullTextContent::Kind::own: {
      TRY_ASSIGN(const sql::TableInfo table, sql::describe_table(database_, object.name, work_));
      return add_rows(table, virtual_rows_);
    }
    case FullTextContent::Kind::external:
      if (is_chosen(content.table)) {
        plan_.rebuilt_indexes.push_back(object.name);
      } else {
        plan_.notes.push_back("full-text table " + name + " is exported empty: it indexes " +
                              sql::quote_identifier(content.table) + ", which is not exported");
      }
      return {};
    case FullTextContent::Kind::none:
      plan_.notes.push_back("full-text table " + name +
                            " is exported empty: it is contentless, and no text can be read from "
                            "its index");
      return {};
  }
  return {};
}

// What INSERT INTO f(f, rank) has set is kept in f's shadow table _config (sqlite.org/fts5.html,
// section 6).
Status Planner::plan_settings(const std::string& name) {
  const std::string table = sql::quote_identifier(name);
  TRY_ASSIGN(const sql::Table settings,
             sql::query_table(database_,
                              "SELECT k, v FROM " + sql::quote_identifier(name + "_config") +
                                  " WHERE k <> 'version' ORDER BY k",
                              {},
                              work_));
  for (const auto& setting : settings.rows) {
    std::string sql = "INSERT INTO " + table + "(" + table + ",rank) VALUES(";
    append_literal(sql, sql::view_of(setting[0]));
    sql += ',';
    append_literal(sql, sql::view_of(setting[1]));
    plan_.virtual_tables.push_back(sql + ")");
  }
  return {};
}

Status Planner::add_rows(const sql::TableInfo& table, std::vector<RowPlan>& rows) {
  if (!selection_.data) return {};
  RowPlan plan = plan_rows(table);
  const std::string name = sql::quote_identifier(table.summary.name);
  if (!plan.keeps_rowids) {
    plan_.notes.push_back("the rowids of table " + name +
                          " are not kept: its columns hide every name of the rowid");
  }
  TRY_ASSIGN(const sql::Table count,
             sql::query_table(database_, "SELECT count(*) FROM " + name, {}, work_));
  plan.rows = static_cast<std::uint64_t>(std::get<std::int64_t>(count.rows.at(0).at(0)));
  rows.push_back(std::move(plan));
  return {};
}

Status Planner::find_statistics() {
  if (!selection_.data || !has_object("sqlite_stat1")) return {};
  TRY_ASSIGN(
      const sql::Table analyzed,
      sql::query_table(database_, "SELECT DISTINCT tbl FROM sqlite_stat1 ORDER BY tbl", {}, work_));
  for (const auto& row : analyzed.rows) {
    const auto table = tables_.find(ascii_lower(text_of(row[0])));
    if (table == tables_.end() || table->second.kind != sql::TableKind::table) continue;
    if (is_chosen(table->first)) plan_.analyzed_tables.push_back(table->second.name);
  }
  return {};
}

void Planner::name_helper_table() {
  plan_.helper_table = "_d1_chunk";
  for (int number = 2; has_object(plan_.helper_table); ++number) {
    plan_.helper_table = "_d1_chunk_" + std::to_string(number);
  }
}

}  // namespace

std::uint64_t ExportPlan::total_rows() const {
  return std::accumulate(
      rows.begin(), rows.end(), std::uint64_t{0}, [](auto sum, const auto& plan) {
        return sum + plan.rows;
      });
}

Result<ExportPlan> plan_export(sql::Connection& database,
                               const ExportSelection& selection,
                               const Work& work) {
  return Planner(database, selection, work).plan();
}

}  // namespace d1mcp::transfer
