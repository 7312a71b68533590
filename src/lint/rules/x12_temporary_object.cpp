#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_temporary_objects(const File& file, const Step& step, Reporter& report) {
  if (!file.target.is_d1() || !creates(step.change.verb) || !step.change.temporary) return;
  report.at(step, {.message = "D1 has nothing temporary: not authorized: SQLITE_AUTH"});
}

}  // namespace

constinit const Rule kRuleX12 = {
    .id = "X12",
    .severity = Severity::error,
    .title = "D1 has no temporary tables, views and triggers",
    .explanation = "\"not authorized: SQLITE_AUTH\".",
    .fix = "an ordinary table that is dropped at the end of the file",
    .check_step = find_temporary_objects,
};

}  // namespace d1mcp::lint::rules
