#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_edited_files(const Folder& folder, Reporter& report) {
  for (const Folder::Edited& edited : folder.edited) {
    if (edited.is_cosmetic) continue;
    const std::string change = edited.change.empty() ? std::string() : ": " + edited.change;
    report.at(edited.place, {.message = "edited after it was applied" + change});
  }
}

}  // namespace

constinit const Rule kRuleM05 = {
    .id = "M05",
    .severity = Severity::error,
    .title = "An applied migration was edited in meaning",
    .explanation =
        "Databases it was applied to before have what it said then; new ones will get what it says "
        "now, and nothing ever brings the two together. The history remembers what was applied, so "
        "that white space, comments and quotes around names are not taken for an edit (M06).",
    .fix = "put the file back as it was, and write the change into a new migration",
    .check_folder = find_edited_files,
};

}  // namespace d1mcp::lint::rules
