#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_vacuum_on_d1(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::vacuum || !file.target.is_d1()) return;
  report.at(step, {.message = "cannot VACUUM from within a transaction"});
}

}  // namespace

constinit const Rule kRuleX14 = {
    .id = "X14",
    .severity = Severity::error,
    .title = "D1 refuses VACUUM",
    .explanation = "\"cannot VACUUM from within a transaction\": D1 is always in one.",
    .fix = "remove the statement",
    .check_step = find_vacuum_on_d1,
};

}  // namespace d1mcp::lint::rules
