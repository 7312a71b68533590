#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_replaced_parents(const File& file, const Step& step, Reporter& report) {
  if (file.foreign_keys_off) return;
  if (step.change.verb != Verb::insert || step.change.conflict != "replace" || step.failure) return;
  const auto references = step.before->references_to(step.change.object);
  if (references.empty()) return;
  report.at(step,
            {.message = "replacing a row of " + step.change.object +
                        " deletes it first, which acts on " + children_of(references)});
}

}  // namespace

constinit const Rule kRuleK20 = {
    .id = "K20",
    .severity = Severity::warning,
    .title = "REPLACE deletes the row first, and foreign keys act on that",
    .explanation =
        "INSERT OR REPLACE and REPLACE delete the row with the same key before they insert, so "
        "ON DELETE CASCADE takes the children along, SET NULL clears them, and without an action "
        "the statement fails.",
    .fix = "INSERT … ON CONFLICT (key) DO UPDATE SET …",
    .check_step = find_replaced_parents,
};

}  // namespace d1mcp::lint::rules
