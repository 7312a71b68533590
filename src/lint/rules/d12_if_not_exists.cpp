#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_if_not_exists(const File& file, Reporter& report) {
  for (const Step& step : file.steps) {
    if (!creates(step.change.verb) || !step.change.if_not_exists) continue;
    report.at(step, {.message = "IF NOT EXISTS hides that something is there already"});
    return;  // Once a file is enough.
  }
}

}  // namespace

constinit const Rule kRuleD12 = {
    .id = "D12",
    .severity = Severity::info,
    .title = "IF NOT EXISTS in a migration hides differences",
    .explanation =
        "A migration runs once. Where the object is there already, the database is not what the "
        "files say, and IF NOT EXISTS keeps that from being seen.",
    .fix = "remove IF NOT EXISTS",
    .check_file = find_if_not_exists,
};

}  // namespace d1mcp::lint::rules
