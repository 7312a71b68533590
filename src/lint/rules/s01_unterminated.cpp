#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_unterminated(const File& file, Reporter& report) {
  if (!file.unreadable) return;
  report.at(file.unreadable->place.value_or(Place{}), {.message = file.unreadable->message});
}

}  // namespace

constinit const Rule kRuleS01 = {
    .id = "S01",
    .severity = Severity::error,
    .title = "A string, name, comment or trigger is never closed",
    .explanation =
        "Everything behind it belongs to it. wrangler appends its own INSERT for the history to "
        "the file: behind an open comment the migration is applied and not recorded, with exit "
        "code 0.",
    .fix = "close it",
    .check_file = find_unterminated,
};

}  // namespace d1mcp::lint::rules
