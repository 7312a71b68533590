#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_strings_by_accident(const File&, const Step& step, Reporter& report) {
  if (!step.string_by_accident || step.change.verb == Verb::insert) return;
  report.at(step.string_by_accident->place.value_or(Place{}),
            {.message = step.string_by_accident->message});
}

}  // namespace

constinit const Rule kRuleQ01 = {
    .id = "Q01",
    .severity = Severity::error,
    .title = "A name in double quotes is no column, so SQLite takes it for a string",
    .explanation =
        "A misspelt or missing name in double quotes becomes a text of these letters, without an "
        "error: an index on \"typo\" is an index on a constant, a WHERE \"typo\" = 1 is always "
        "false. D1 does the same.",
    .fix = "correct the name, or write a string in single quotes",
    .check_step = find_strings_by_accident,
};

}  // namespace d1mcp::lint::rules
