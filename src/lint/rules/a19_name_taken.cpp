#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_taken_names(const File&, const Step& step, Reporter& report) {
  if (step.change.verb == Verb::rename_table &&
      equal_names(step.change.object, step.change.new_name)) {
    return;
  }
  for (const char* words : {"already exists",
                            "already another table",
                            "object name reserved for internal use",
                            "already a table named",
                            "already an index named",
                            "there is already"}) {
    if (!fails_with(step, words)) continue;
    report.at(step, {.message = step.failure->message});
    return;
  }
}

}  // namespace

constinit const Rule kRuleA19 = {
    .id = "A19",
    .severity = Severity::error,
    .title = "The name is taken or reserved",
    .explanation =
        "Tables, views and indexes share one space of names, and names that begin with sqlite_ "
        "are SQLite's own.",
    .fix = "choose another name",
    .check_step = find_taken_names,
};

}  // namespace d1mcp::lint::rules
