#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_copied_strings(const File&, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::insert || !step.string_by_accident) return;
  const Place place = step.string_by_accident->place.value_or(Place{});
  report.at(place,
            {.message = "every row of " + step.change.object +
                        " gets a column's name as text: " + step.string_by_accident->message});
}

}  // namespace

constinit const Rule kRuleK10 = {
    .id = "K10",
    .severity = Severity::error,
    .title =
        "A name in double quotes in a copy is no column of the source, so every row gets the "
        "name as text",
    .explanation =
        "SQLite takes a name in double quotes that it cannot find for a string. In a rebuild "
        "made by a tool that lists the new columns on both sides, a column the old table does "
        "not have becomes its own name in every row.",
    .fix = "leave the column out of both lists, or write the value it should have",
    .check_step = find_copied_strings,
};

}  // namespace d1mcp::lint::rules
