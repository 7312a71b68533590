#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_drops_of_nothing(const File&, const Step& step, Reporter& report) {
  if (!step.change.if_exists || step.failure || alters(step.change.verb)) return;
  if (step.before->object(step.change.object) != nullptr) return;
  std::vector<std::string> names;
  for (const auto& object : step.before->objects()) names.push_back(object->name);
  report.at(step,
            part_called(step, step.change.object),
            {.message = "there is no " + step.change.object + " to drop",
             .fix = did_you_mean(step.change.object, names)});
}

}  // namespace

constinit const Rule kRuleD13 = {
    .id = "D13",
    .severity = Severity::warning,
    .title = "DROP … IF EXISTS names what does not exist",
    .explanation = "It is a silent no-op: often a misspelt name, and what was meant stays.",
    .fix = "correct the name or remove the statement",
    .check_step = find_drops_of_nothing,
};

}  // namespace d1mcp::lint::rules
