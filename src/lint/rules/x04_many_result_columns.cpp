#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_wide_results(const File& file, const Step& step, Reporter& report) {
  if (!file.target.is_d1() || !fails_with(step, "too many columns in result set")) return;
  report.at(step, {.message = step.failure->message});
}

}  // namespace

constinit const Rule kRuleX04 = {
    .id = "X04",
    .severity = Severity::error,
    .title = "The result has more columns than D1 takes",
    .explanation =
        "A SELECT gives at most 100 columns: \"too many columns in result set\". Two joined "
        "tables of 60 columns with SELECT * are enough.",
    .fix = "name the columns that are needed",
    .check_step = find_wide_results,
};

}  // namespace d1mcp::lint::rules
