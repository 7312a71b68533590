#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_attach_on_d1(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::attach || !file.target.is_d1()) return;
  report.at(step, {.message = "D1 has one database only: not authorized: SQLITE_AUTH"});
}

}  // namespace

constinit const Rule kRuleX13 = {
    .id = "X13",
    .severity = Severity::error,
    .title = "D1 refuses ATTACH and DETACH",
    .explanation = "A D1 database is alone: \"not authorized: SQLITE_AUTH\".",
    .fix = "copy the rows with export and import",
    .check_step = find_attach_on_d1,
};

}  // namespace d1mcp::lint::rules
