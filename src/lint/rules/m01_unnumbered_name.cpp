#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_unnumbered_names(const Folder& folder, Reporter& report) {
  for (const std::string& file : folder.files) {
    const std::string_view name = std::string_view(file).substr(file.rfind('/') + 1);
    const bool has_number = !name.empty() && name.front() >= '0' && name.front() <= '9';
    if (has_number || folder.is_applied(file)) continue;
    report.whole(
        file,
        {.message =
             "the name begins with no number: its place in the order is that of its letters"});
  }
}

}  // namespace

constinit const Rule kRuleM01 = {
    .id = "M01",
    .severity = Severity::warning,
    .title = "The file's name begins with no number",
    .explanation =
        "wrangler orders files by the number in front of the first underscore and puts those "
        "without one last, by their letters. What is added later may run before or after it.",
    .fix = "rename it to NUMBER_description.sql before it is applied",
    .check_folder = find_unnumbered_names,
};

}  // namespace d1mcp::lint::rules
