#include "cli/members.hpp"
#include "cli/renderers.hpp"
#include "cli/sections.hpp"
#include "cli/visible_text.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {

std::string render_export(const Json& result, const Style& style) {
  const Json& tables = list_member(result, "tables");
  std::uint64_t rows = 0;
  for (const Json& table : tables) rows += count_member(table, "rows").value_or(0);
  const std::string contents =
      tables.empty() ? std::string()
                     : ": " + counted(tables.size(), "table") + ", " + counted(rows, "row");
  const std::string path = visible(text_member(result, "path"));
  std::string text;
  if (path.empty()) text = visible(text_member(result, "content"), Lines::keep);
  if (!text.empty() && !text.ends_with('\n')) text += "\n";
  const std::string summary = (path.empty() ? "exported " : "wrote " + path + ", ") +
                              human_bytes(count_member(result, "bytes").value_or(0)) + " of " +
                              visible(text_member(result, "format")) + contents +
                              (flag_member(result, "verified") ? ", verified" : "");
  return text + painted(summary, Paint::dim, style) + "\n" + remarks(result, style);
}

}  // namespace d1mcp::cli
