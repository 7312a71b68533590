#include "cli/members.hpp"
#include "cli/renderers.hpp"
#include "cli/sections.hpp"
#include "cli/visible_text.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

std::string contents_of(const Json& result) {
  const Json& tables = list_member(result, "tables");
  if (tables.empty()) return {};
  std::uint64_t rows = 0;
  for (const Json& table : tables) rows += count_member(table, "rows").value_or(0);
  return ": " + counted(tables.size(), "table") + ", " + counted(rows, "row");
}

// A file of types that was there is compared, not written.
std::string comparison_of(const Json& result) {
  const std::string path = visible(text_member(result, "path"));
  return path + (flag_member(result, "verified") ? " is up to date" : " is out of date");
}

std::string summary_of(const Json& result) {
  const std::string format = visible(text_member(result, "format"));
  if (format == "types" && result.contains("verified")) return comparison_of(result);
  const std::string path = visible(text_member(result, "path"));
  return (path.empty() ? "exported " : "wrote " + path + ", ") +
         human_bytes(count_member(result, "bytes").value_or(0)) + " of " + format +
         contents_of(result) + (flag_member(result, "verified") ? ", verified" : "");
}

}  // namespace

std::string render_export(const Json& result, const Style& style) {
  std::string text = visible(text_member(result, "content"), Lines::keep);
  if (!text.empty() && !text.ends_with('\n')) text += "\n";
  return text + painted(summary_of(result), Paint::dim, style) + "\n" + remarks(result, style);
}

}  // namespace d1mcp::cli
