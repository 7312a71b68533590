#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_drops_of_keys(const File&, const Step& step, Reporter& report) {
  const bool is_key = fails_with(step, "cannot drop PRIMARY KEY column") ||
                      fails_with(step, "cannot drop UNIQUE column");
  if (step.change.verb != Verb::drop_column || !is_key) return;
  report.at(step, step.change.body, {.message = step.failure->message});
}

}  // namespace

constinit const Rule kRuleA01 = {
    .id = "A01",
    .severity = Severity::error,
    .title = "A column of the PRIMARY KEY or with UNIQUE cannot be dropped",
    .explanation =
        "SQLite refuses DROP COLUMN for a column of the primary key and for one with a UNIQUE "
        "constraint of its own.",
    .fix =
        "rebuild the table without the column (see K01 and K03 for the order that keeps other "
        "tables' rows)",
    .check_step = find_drops_of_keys,
};

}  // namespace d1mcp::lint::rules
