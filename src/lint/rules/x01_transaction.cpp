#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_transactions_on_d1(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::transaction || !file.target.is_d1()) return;
  report.at(step, {.message = "D1 refuses this statement: the file is one transaction already"});
}

}  // namespace

constinit const Rule kRuleX01 = {
    .id = "X01",
    .severity = Severity::error,
    .title = "D1 refuses BEGIN, COMMIT, ROLLBACK and SAVEPOINT",
    .explanation =
        "D1 runs every file in a transaction of its own and answers \"To execute a transaction, "
        "please use the state.storage.transaction() … APIs\".",
    .fix = "remove the statement",
    .check_step = find_transactions_on_d1,
};

}  // namespace d1mcp::lint::rules
