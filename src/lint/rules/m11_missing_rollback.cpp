#include <algorithm>

#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

// More than this is no longer read in a finding.
constexpr std::size_t kMostShown = 5;

std::string how_to_undo(const Folder::Derivable& file) {
  std::string text = "write " + file.rollback + ":";
  for (std::size_t i = 0; i < std::min(file.statements.size(), kMostShown); ++i) {
    text += " " + file.statements[i] + ";";
  }
  const std::size_t more = file.statements.size() - std::min(file.statements.size(), kMostShown);
  return text + (more == 0 ? "" : " and " + counted(more, "statement") + " more");
}

void find_derivable_rollbacks(const Folder& folder, Reporter& report) {
  for (const Folder::Derivable& file : folder.derivable) {
    report.whole(file.name,
                 {.message = file.name + " has no rollback, though each statement can be undone",
                  .fix = how_to_undo(file)});
  }
}

}  // namespace

constinit const Rule kRuleM11 = {
    .id = "M11",
    .severity = Severity::info,
    .title = "A migration has no rollback, and one could be derived",
    .explanation =
        "Every statement of the file has one that undoes it: a CREATE its DROP, an ADD COLUMN its "
        "DROP COLUMN, a RENAME the one back. `migrate new` with the SQL writes both files at once, "
        "and "
        "tries the rollback on a private copy.",
    .fix = "write the rollback beside the file",
    .check_folder = find_derivable_rollbacks,
};

}  // namespace d1mcp::lint::rules
