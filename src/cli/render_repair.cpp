#include <string>

#include "cli/members.hpp"
#include "cli/renderers.hpp"
#include "cli/sections.hpp"
#include "cli/visible_text.hpp"
#include "core/text.hpp"

namespace d1mcp::cli {
namespace {

std::string change_text(const Json& change) {
  const std::string kind = text_member(change, "change");
  if (kind == "recorded") return "recorded as applied, not run";
  if (kind == "forgotten") return "out of the history, pending again";
  if (kind == "restamped") return "cosmetic edit accepted";
  if (kind == "renamed") return "called " + visible(text_member(change, "to"));
  return "file written again";
}

}  // namespace

std::string render_repair(const Json& result, const Style& style) {
  const Json& changes = list_member(result, "changes");
  std::string text;
  for (const Json& change : changes) {
    text += marked(Mark::done, style) + " " + visible(text_member(change, "migration")) + "  " +
            change_text(change) + "\n";
  }
  if (changes.empty()) text += "nothing to repair\n";
  if (flag_member(result, "dry_run") && !changes.empty()) {
    text += "this is what would be done; nothing was changed\n";
  }
  return text + remarks(result, style);
}

}  // namespace d1mcp::cli
