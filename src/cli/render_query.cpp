#include "cli/cell_text.hpp"
#include "cli/members.hpp"
#include "cli/renderers.hpp"
#include "cli/sections.hpp"
#include "cli/visible_text.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

std::string footer(const Json& result) {
  const std::uint64_t rows = count_member(result, "row_count").value_or(0);
  const std::string duration = duration_text(real_member(result, "duration_ms").value_or(-1));
  const bool complete = flag_member(result, "complete");
  std::string text = rows == 0  ? "no rows"
                     : complete ? counted(rows, "row")
                                : "the first " + counted(rows, "row");
  if (!duration.empty()) text += " (" + duration + ")";
  if (!complete) text += "; there are more: raise --limit, or narrow the query";
  return text;
}

}  // namespace

std::string render_query(const Json& result, const Style& style) {
  std::string text = result_table(result, style).render(style);
  text += painted(footer(result), Paint::dim, style) + "\n";
  for (const std::string& cut : texts_member(result, "cut")) {
    text += painted("cut:", Paint::yellow, style) + " " + visible(cut) + "\n";
  }
  return text + remarks(result, style);
}

std::string render_execution(const Json& result, const Style& style) {
  std::string text;
  for (const Json& rows : list_member(result, "results")) {
    text += result_table(rows, style).render(style) + "\n";
  }
  const Json& changes = list_member(result, "changes");
  text += change_lines(changes, "");
  const std::uint64_t rows = rows_changed(changes);
  const bool dry_run = flag_member(result, "dry_run");
  text += counted(count_member(result, "statements").value_or(0), "statement") + ", " +
          (rows == 0 ? "no rows" : counted(rows, "row")) +
          (dry_run ? " would change" : " changed") + "\n";
  return text + remarks(result, style);
}

}  // namespace d1mcp::cli
