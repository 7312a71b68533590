#include "cli/members.hpp"
#include "cli/renderers.hpp"
#include "cli/sections.hpp"
#include "cli/visible_text.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

std::string table_lines(const Json& tables) {
  const std::size_t widest = widest_text(tables, "name");
  std::string lines;
  for (const Json& table : tables) {
    const std::string name = visible(text_member(table, "name"));
    lines += name + std::string(widest - text_width(name) + 2, ' ') +
             counted(count_member(table, "rows").value_or(0), "row") + "\n";
  }
  return lines;
}

}  // namespace

std::string render_import(const Json& result, const Style& style) {
  const Json& changes = list_member(result, "changes");
  const std::string path = visible(text_member(result, "path"));
  const std::string target = path.empty() ? visible(text_member(result, "database")) : path;
  const std::string summary = (flag_member(result, "dry_run") ? "would import " : "imported ") +
                              counted(count_member(result, "rows").value_or(0), "row") + " into " +
                              target;
  return (path.empty() ? change_lines(changes, "") : table_lines(list_member(result, "tables"))) +
         painted(summary, Paint::dim, style) + "\n" + remarks(result, style);
}

}  // namespace d1mcp::cli
