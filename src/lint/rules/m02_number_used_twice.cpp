#include <map>

#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_numbers_used_twice(const Folder& folder, Reporter& report) {
  std::map<std::string, std::string> first_with;
  for (const std::string& file : folder.files) {
    const std::string number = number_of(file);
    if (number.empty()) continue;
    const auto [first, is_new] = first_with.emplace(number, file);
    if (is_new || (folder.is_applied(file) && folder.is_applied(first->second))) continue;
    report.whole(
        file,
        {.message = "number " + number + " is used twice: " + first->second + " and " + file});
  }
}

}  // namespace

constinit const Rule kRuleM02 = {
    .id = "M02",
    .severity = Severity::error,
    .title = "Two migrations have the same number",
    .explanation =
        "Which of them runs first is decided by the rest of the name, and a person who says "
        "\"7\" cannot tell which is meant. It happens when two branches are merged.",
    .fix = "give the one that is applied nowhere the next free number",
    .check_folder = find_numbers_used_twice,
};

}  // namespace d1mcp::lint::rules
