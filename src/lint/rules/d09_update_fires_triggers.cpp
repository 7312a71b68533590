#include <set>

#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_fired_triggers(const File&, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::update || step.failure) return;
  std::set<std::string> fired;
  for (const sql::Action& action : step.actions) {
    if (action.inside.empty()) continue;
    const Schema::Object* object = step.before->object(action.inside);
    if (object != nullptr && object->type == "trigger") fired.insert(object->name);
  }
  for (const std::string& trigger : fired) {
    report.at(step, {.message = "fires the trigger " + trigger + " for every row it changes"});
  }
}

}  // namespace

constinit const Rule kRuleD09 = {
    .id = "D09",
    .severity = Severity::warning,
    .title = "An UPDATE fires triggers of the table",
    .explanation =
        "Triggers do for a migration what they do for the application: an updated_at is set to "
        "now in every row, an audit row is written for each.",
    .fix = "drop the trigger before and create it again behind, or allow it with the reason",
    .check_step = find_fired_triggers,
};

}  // namespace d1mcp::lint::rules
