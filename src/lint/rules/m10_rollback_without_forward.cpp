#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_lone_rollbacks(const Folder& folder, Reporter& report) {
  for (const Folder::Rollback& rollback : folder.rollbacks) {
    if (!rollback.forward.empty()) continue;
    report.whole(rollback.name, {.message = rollback.name + " undoes no migration of the folder"});
  }
}

}  // namespace

constinit const Rule kRuleM10 = {
    .id = "M10",
    .severity = Severity::warning,
    .title = "A rollback file undoes no migration",
    .explanation =
        "Its name, without the ending, is that of no migration: one of the two was renamed or "
        "deleted.",
    .fix = "rename it to the name of its migration",
    .check_folder = find_lone_rollbacks,
};

}  // namespace d1mcp::lint::rules
