#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_altered_virtual_tables(const File&, const Step& step, Reporter& report) {
  for (const char* words : {"virtual tables may not be altered",
                            "Cannot add a column to a view",
                            "may not be dropped",
                            "may not be altered",
                            "cannot be dropped",
                            "index associated with UNIQUE or PRIMARY KEY"}) {
    if (!fails_with(step, words)) continue;
    report.at(step, {.message = step.failure->message});
    return;
  }
}

}  // namespace

constinit const Rule kRuleA16 = {
    .id = "A16",
    .severity = Severity::error,
    .title = "Virtual tables and what SQLite keeps for itself cannot be altered",
    .explanation =
        "Columns cannot be added to or dropped from a virtual table, and neither its shadow "
        "tables nor automatic indexes can be dropped.",
    .fix = "create a new virtual table and fill it",
    .check_step = find_altered_virtual_tables,
};

}  // namespace d1mcp::lint::rules
