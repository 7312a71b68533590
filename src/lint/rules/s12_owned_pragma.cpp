#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_owned_pragmas(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::pragma || step.change.body.empty() || file.target.is_d1()) return;
  const bool is_owned = equal_names(step.change.object, "user_version") ||
                        equal_names(step.change.object, "application_id");
  if (is_owned)
    report.at(step, {.message = "changes " + step.change.object + " in the header of the file"});
}

}  // namespace

constinit const Rule kRuleS12 = {
    .id = "S12",
    .severity = Severity::warning,
    .title = "PRAGMA user_version and application_id belong to someone else",
    .explanation =
        "They are numbers in the file's header by which an application knows its files; some "
        "runners keep their own state there. D1 refuses them.",
    .fix = "keep such a number in a table",
    .check_step = find_owned_pragmas,
};

}  // namespace d1mcp::lint::rules
