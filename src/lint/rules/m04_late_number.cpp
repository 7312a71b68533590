#include <set>
#include <string>
#include <string_view>

#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_late_numbers(const Folder& folder, Reporter& report) {
  const std::set<std::string_view> applied(folder.applied.begin(), folder.applied.end());
  std::string newest;
  for (const std::string& file : folder.files) {
    if (applied.contains(file)) newest = file;
  }
  if (newest.empty()) return;
  for (const std::string& file : folder.files) {
    if (file == newest) return;
    if (applied.contains(file)) continue;
    report.whole(
        file, {.message = file + " is pending but comes before " + newest + ", which is applied"});
  }
}

}  // namespace

constinit const Rule kRuleM04 = {
    .id = "M04",
    .severity = Severity::error,
    .title = "A pending migration comes before one that is applied",
    .explanation =
        "It was written for the schema before the applied one, and on a new database it will run "
        "before it, so that databases differ. wrangler applies it without a word.",
    .fix = "give it the next free number",
    .check_folder = find_late_numbers,
};

}  // namespace d1mcp::lint::rules
