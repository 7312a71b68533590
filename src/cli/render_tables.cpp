#include "cli/members.hpp"
#include "cli/renderers.hpp"
#include "cli/sections.hpp"
#include "cli/text_table.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

std::string kind_text(const Json& table) {
  const std::string kind = text_member(table, "kind");
  return comma_list({kind == "virtual_table" ? "virtual table" : kind,
                     text_member(table, "module"),
                     flag_member(table, "strict") ? "strict" : "",
                     flag_member(table, "without_rowid") ? "without rowid" : ""});
}

TableCell count_cell(const Json& table, const char* member) {
  const auto count = count_member(table, member);
  return count ? number_cell(with_thousands(*count)) : blank_cell();
}

// The columns of the list, as much as the result has of them.
struct Shown {
  bool counts = false;
  bool columns = false;
};

Shown shown_in(const Json& tables) {
  Shown shown;
  for (const Json& table : tables) {
    shown.counts = shown.counts || table.contains("column_count");
    shown.columns = shown.columns || table.contains("columns");
  }
  return shown;
}

TextTable table_of(const Json& tables) {
  const Shown shown = shown_in(tables);
  std::vector<std::string> titles = {"name", "kind"};
  if (shown.counts) titles.insert(titles.end(), {"rows", "columns"});
  TextTable list(titles);
  for (const Json& table : tables) {
    std::vector<TableCell> row = {text_cell(text_member(table, "name")),
                                  text_cell(kind_text(table))};
    if (shown.counts) {
      row.push_back(count_cell(table, "rows"));
      row.push_back(shown.columns ? text_cell(comma_list(texts_member(table, "columns")))
                                  : count_cell(table, "column_count"));
    }
    list.add(std::move(row));
  }
  return list;
}

// What the result says of its pages is meant for callers that have a cursor.
Json without_words_on_cursors(Json result) {
  Json notes = Json::array();
  for (const std::string& note : texts_member(result, "notes")) {
    if (note.find("next_cursor") == std::string::npos) notes.push_back(note);
  }
  result["notes"] = std::move(notes);
  return result;
}

}  // namespace

std::string render_tables(const Json& result, const Style& style) {
  const Json& tables = list_member(result, "tables");
  if (tables.empty()) return "no tables\n" + remarks(result, style);
  const std::uint64_t left_out = count_member(result, "left_out").value_or(0);
  std::string summary = counted(tables.size(), "table");
  if (left_out > 0) {
    summary = "the first " + summary + "; " + with_thousands(left_out) +
              " more are not shown: narrow with --pattern";
  }
  return table_of(tables).render(style) + painted(summary, Paint::dim, style) + "\n" +
         remarks(without_words_on_cursors(result), style);
}

}  // namespace d1mcp::cli
