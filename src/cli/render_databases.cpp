#include <algorithm>

#include "cli/members.hpp"
#include "cli/renderers.hpp"
#include "cli/text_table.hpp"
#include "cli/visible_text.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

std::string kind_text(const Json& database) {
  const std::string kind = text_member(database, "kind");
  if (kind == "sqlite_file") return "SQLite file";
  if (kind == "sql_dump") return "SQL dump";
  return kind;
}

bool any_has(const Json& databases, const char* name) {
  return std::ranges::any_of(databases,
                             [&](const Json& database) { return database.contains(name); });
}

std::string problems(const Json& database, const Style& style) {
  const std::string name = visible(text_member(database, "name"));
  std::string lines;
  if (const std::string error = text_member(database, "error"); !error.empty()) {
    lines += marked(Mark::failed, style) + " " + name + ": " + visible(error, Lines::keep) + "\n";
  }
  for (const std::string& note : texts_member(database, "notes")) {
    lines += painted("note:", Paint::cyan, style) + " " + name + ": " + visible(note) + "\n";
  }
  return lines;
}

}  // namespace

std::string render_databases(const Json& result, const Style& style) {
  const Json& databases = list_member(result, "databases");
  if (databases.empty()) return "no databases\n";
  const bool with_bindings = any_has(databases, "binding");
  std::vector<std::string> titles = {"name", "kind", "dialect", "status", "size", "file"};
  if (with_bindings) titles.insert(titles.begin() + 1, "binding");
  TextTable table(titles);
  std::string below;
  for (const Json& database : databases) {
    const auto bytes = count_member(database, "bytes");
    std::vector<TableCell> row = {text_cell(text_member(database, "name")),
                                  text_cell(kind_text(database)),
                                  text_cell(text_member(database, "dialect")),
                                  text_cell(text_member(database, "status")),
                                  bytes ? number_cell(human_bytes(*bytes)) : blank_cell(),
                                  text_cell(text_member(database, "path"))};
    if (with_bindings) row.insert(row.begin() + 1, text_cell(text_member(database, "binding")));
    table.add(std::move(row));
    below += problems(database, style);
  }
  return table.render(style) + below;
}

}  // namespace d1mcp::cli
