#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool is_refused_function(const Broken& broken) {
  return broken.message.find("not authorized to use function") != std::string::npos ||
         broken.message.find("no such function") != std::string::npos;
}

void find_functions_inside(const File& file, const Step& step, Reporter& report) {
  if (!file.target.is_d1() || !creates(step.change.verb) || step.failure) return;
  for (const Broken& broken : file.broken_after) {
    if (!is_refused_function(broken) || !equal_names(broken.object.name, step.change.object))
      continue;
    report.at(step,
              {.message = "accepted, but every use of " + broken.object.type + " " +
                          broken.object.name + " will fail: " + broken.message});
  }
}

}  // namespace

constinit const Rule kRuleX08 = {
    .id = "X08",
    .severity = Severity::error,
    .title = "A view or trigger uses a function D1 does not have",
    .explanation =
        "D1 accepts the CREATE, since the body is compiled at its first use only. Then every "
        "read of the view fails, and every write to the trigger's table.",
    .fix = "use a function D1 has",
    .check_step = find_functions_inside,
};

}  // namespace d1mcp::lint::rules
