#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_transactions(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::transaction || file.target.is_d1()) return;
  report.at(step, {.message = "the file is one transaction already"});
}

}  // namespace

constinit const Rule kRuleS03 = {
    .id = "S03",
    .severity = Severity::error,
    .title = "The file begins or ends a transaction itself",
    .explanation =
        "A file and its row in the history are one transaction already. A COMMIT in the middle "
        "would keep half of the file when the rest fails.",
    .fix = "remove the statement",
    .check_step = find_transactions,
};

}  // namespace d1mcp::lint::rules
