#include "cli/cell_text.hpp"
#include "cli/members.hpp"
#include "cli/renderers.hpp"
#include "cli/sections.hpp"
#include "cli/text_table.hpp"
#include "cli/visible_text.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

std::string section(std::string_view title, const std::string& content, const Style& style) {
  if (content.empty()) return {};
  return "\n" + painted(title, Paint::bold, style) + "\n" + content;
}

std::string in_parentheses(const std::vector<std::string>& names) {
  return names.empty() ? std::string() : " (" + visible(join(names, ", ")) + ")";
}

std::string headline(const Json& info, const Style& style) {
  const std::string kind = visible(text_member(info, "kind"));
  const auto rows = count_member(info, "rows");
  const std::size_t columns = list_member(info, "columns").size();
  return painted(visible(text_member(info, "name")), Paint::bold, style) + "  " +
         comma_list({kind == "virtual_table" ? "virtual table" : kind,
                     visible(text_member(info, "module")),
                     rows ? counted(*rows, "row") : "",
                     counted(columns, "column"),
                     flag_member(info, "strict") ? "strict" : "",
                     flag_member(info, "without_rowid") ? "without rowid" : "",
                     flag_member(info, "autoincrement") ? "autoincrement" : ""}) +
         "\n";
}

std::string generated_text(const Json& column) {
  const std::string generated = text_member(column, "generated");
  if (generated.empty()) return {};
  return generated + " AS (" + text_member(column, "expression") + ")";
}

std::string column_remarks(const Json& column) {
  const std::string collation = text_member(column, "collation");
  return comma_list({generated_text(column),
                     collation.empty() ? "" : "collate " + collation,
                     flag_member(column, "hidden") ? "hidden" : ""});
}

std::string columns_section(const Json& info, const Style& style) {
  const Json& columns = list_member(info, "columns");
  bool with_remarks = false;
  for (const Json& column : columns) with_remarks |= !column_remarks(column).empty();
  std::vector<std::string> titles = {"name", "type", "null", "default", "key"};
  if (with_remarks) titles.emplace_back("remarks");
  TextTable table(titles);
  for (const Json& column : columns) {
    const auto key = count_member(column, "primary_key");
    table.add({text_cell(text_member(column, "name")),
               text_cell(text_member(column, "type")),
               text_cell(flag_member(column, "not_null") ? "not null" : ""),
               text_cell(text_member(column, "default")),
               text_cell(key ? "primary " + std::to_string(*key) : ""),
               text_cell(column_remarks(column))});
  }
  return table.empty() ? std::string() : table.render(style);
}

std::string actions_of(const Json& key) {
  const std::string on_delete = text_member(key, "on_delete");
  const std::string on_update = text_member(key, "on_update");
  std::string text;
  if (!on_delete.empty()) text += " on delete " + ascii_lower(on_delete);
  if (!on_update.empty()) text += " on update " + ascii_lower(on_update);
  if (flag_member(key, "deferred")) text += " deferred";
  return visible(text);
}

std::string keys_section(const Json& info) {
  std::string lines;
  for (const Json& key : list_member(info, "foreign_keys")) {
    lines += "foreign key" + in_parentheses(texts_member(key, "columns")) + " references " +
             visible(text_member(key, "references")) +
             in_parentheses(texts_member(key, "referenced_columns")) + actions_of(key) + "\n";
  }
  for (const Json& key : list_member(info, "referenced_by")) {
    lines += "referenced by " + visible(text_member(key, "table")) +
             in_parentheses(texts_member(key, "columns")) + actions_of(key) + "\n";
  }
  for (const std::string& check : texts_member(info, "checks")) {
    lines += "check " + visible(check) + "\n";
  }
  return lines;
}

std::string indexes_section(const Json& info) {
  std::string lines;
  for (const Json& index : list_member(info, "indexes")) {
    const std::string origin = visible(ascii_lower(text_member(index, "origin")));
    const std::string where = text_member(index, "where");
    const bool unique = flag_member(index, "unique") && origin.empty();
    lines += visible(text_member(index, "name")) + in_parentheses(texts_member(index, "columns")) +
             (unique ? " unique" : "") + (origin.empty() ? "" : " for " + origin) +
             (where.empty() ? "" : " where " + visible(where)) + "\n";
  }
  return lines;
}

std::string sql_text(const std::string& sql) {
  return sql.empty() ? std::string() : visible(sql, Lines::keep) + ";\n";
}

std::string triggers_section(const Json& info) {
  std::string text;
  for (const Json& trigger : list_member(info, "triggers")) {
    text += sql_text(text_member(trigger, "sql"));
  }
  return text;
}

std::string sample_section(const Json& info, const Style& style) {
  const auto sample = info.find("sample");
  if (sample == info.end()) return {};
  const TextTable table = result_table(*sample, style);
  return table.empty() ? "no rows\n" : table.render(style);
}

}  // namespace

std::string render_table_info(const Json& info, const Style& style) {
  std::string text = headline(info, style);
  text += section("Columns", columns_section(info, style), style);
  text += section("Keys and checks", keys_section(info), style);
  text += section("Indexes", indexes_section(info), style);
  text += section("Triggers", triggers_section(info), style);
  text += section("SQL", sql_text(text_member(info, "sql")), style);
  text += section("Sample", sample_section(info, style), style);
  const std::string notes = remarks(info, style);
  return notes.empty() ? text : text + "\n" + notes;
}

}  // namespace d1mcp::cli
