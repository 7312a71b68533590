#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_virtual_tables(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::create_virtual_table || !file.target.is_d1() || step.failure)
    return;
  report.at(step, {.message = "wrangler d1 export refuses a database with " + step.change.object});
}

}  // namespace

constinit const Rule kRuleX24 = {
    .id = "X24",
    .severity = Severity::warning,
    .title = "A database with a virtual table cannot be exported by wrangler",
    .explanation =
        "\"wrangler d1 export\" refuses the whole database as soon as it has a virtual table.",
    .fix = "export with d1-mcp export, or allow it with the reason",
    .check_step = find_virtual_tables,
};

}  // namespace d1mcp::lint::rules
