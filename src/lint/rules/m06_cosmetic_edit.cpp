#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_cosmetic_edits(const Folder& folder, Reporter& report) {
  for (const Folder::Edited& edited : folder.edited) {
    if (!edited.is_cosmetic) continue;
    report.whole(edited.place.file,
                 {.message = "edited after it was applied, without another meaning"});
  }
}

}  // namespace

constinit const Rule kRuleM06 = {
    .id = "M06",
    .severity = Severity::info,
    .title = "An applied migration was edited without another meaning",
    .explanation =
        "Only white space, comments, line ends, or the quotes or case of names differ from what "
        "was "
        "applied. Databases are the same whichever of the two they were made with.",
    .fix =
        "nothing has to be done; `d1-mcp migrate repair` makes the history remember the new text",
    .check_folder = find_cosmetic_edits,
};

}  // namespace d1mcp::lint::rules
