#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_missing_functions(const File& file, const Step& step, Reporter& report) {
  if (!file.target.is_d1() || !fails_with(step, "function: ")) return;
  if (alters(step.change.verb)) return;
  report.at(step, {.message = step.failure->message});
}

}  // namespace

constinit const Rule kRuleX07 = {
    .id = "X07",
    .severity = Severity::error,
    .title = "D1 has no such function",
    .explanation =
        "D1 offers a list of functions and refuses the others, although SQLite has them: \"not "
        "authorized to use function: if\".",
    .fix = "use a function D1 has: iif for if, json_group_array for json_array_insert",
    .check_step = find_missing_functions,
};

}  // namespace d1mcp::lint::rules
