#include <vector>

#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_lone(const std::vector<Folder::Companion>& files, const char* does, Reporter& report) {
  for (const Folder::Companion& file : files) {
    if (!file.forward.empty()) continue;
    report.whole(file.name, {.message = file.name + does + " no migration of the folder"});
  }
}

void find_lone_files(const Folder& folder, Reporter& report) {
  find_lone(folder.rollbacks, " undoes", report);
  find_lone(folder.verifies, " verifies", report);
}

}  // namespace

constinit const Rule kRuleM10 = {
    .id = "M10",
    .severity = Severity::warning,
    .title = "A rollback file or verify script belongs to no migration",
    .explanation =
        "Its name, without the ending, is that of no migration: one of the two was renamed or "
        "deleted. A migration whose own name ends in _rollback is taken for such a file and never "
        "applied.",
    .fix = "rename it to the name of its migration; a migration that is called so, to another name",
    .check_folder = find_lone_files,
};

}  // namespace d1mcp::lint::rules
