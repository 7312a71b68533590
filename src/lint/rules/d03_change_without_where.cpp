#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool fills_new_column(const File& file, const Step& step) {
  for (const Step* other : file.steps_before(step)) {
    const bool adds = other->change.verb == Verb::add_column &&
                      equal_names(other->change.object, step.change.object) &&
                      mentions(step, other->change.column);
    if (adds) return true;
  }
  return false;
}

void find_changes_without_where(const File& file, const Step& step, Reporter& report) {
  const bool changes = step.change.verb == Verb::update || step.change.verb == Verb::remove;
  if (!changes || step.change.has_where || step.failure) return;
  const bool is_own = file.before->table(step.change.object) == nullptr;
  if (is_own || fills_new_column(file, step)) return;
  report.at(step,
            {.message = std::string(step.change.verb == Verb::update ? "changes" : "deletes") +
                        " every row of " + step.change.object});
}

}  // namespace

constinit const Rule kRuleD03 = {
    .id = "D03",
    .severity = Severity::warning,
    .title = "UPDATE or DELETE without WHERE changes every row",
    .explanation = "It may be meant; then the reason belongs beside it.",
    .fix = "add a WHERE, or allow it with the reason",
    .check_step = find_changes_without_where,
};

}  // namespace d1mcp::lint::rules
