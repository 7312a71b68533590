#include "lint/rules/rules.hpp"
#include "sql/foreign_keys_pragma.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_ignored_foreign_keys_off(const File& file, const Step& step, Reporter& report) {
  const bool is_off = sql::foreign_keys_setting(step.statement.text) == false;
  if (!is_off || !file.target.is_d1() || step.failure) return;
  report.at(step, {.message = "D1 accepts this and goes on enforcing foreign keys"});
}

}  // namespace

constinit const Rule kRuleX17 = {
    .id = "X17",
    .severity = Severity::error,
    .title = "D1 ignores PRAGMA foreign_keys=OFF",
    .explanation =
        "D1 accepts it and goes on enforcing foreign keys, since it is always inside a "
        "transaction. It does not protect the children of a table that is dropped (K01).",
    .fix = "remove it, and follow the fix of K01 or K03",
    .check_step = find_ignored_foreign_keys_off,
};

}  // namespace d1mcp::lint::rules
