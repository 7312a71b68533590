#include <algorithm>

#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_missing_files(const Folder& folder, Reporter& report) {
  for (const std::string& name : folder.applied) {
    if (std::ranges::find(folder.files, name) != folder.files.end()) continue;
    report.whole(name, {.message = name + " is applied, but there is no such file"});
  }
}

}  // namespace

constinit const Rule kRuleM07 = {
    .id = "M07",
    .severity = Severity::error,
    .title = "An applied migration has no file",
    .explanation =
        "A new database cannot be brought to the same schema, and what the migration did can no "
        "longer be read. The file was deleted or renamed after it was applied.",
    .fix = "restore the file under the name in the history",
    .check_folder = find_missing_files,
};

}  // namespace d1mcp::lint::rules
