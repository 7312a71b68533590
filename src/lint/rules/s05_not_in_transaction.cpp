#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_unfit_for_transactions(const File& file, const Step& step, Reporter& report) {
  if (file.target.is_d1()) return;
  const bool is_setting = step.change.verb == Verb::pragma && step.failure;
  const bool is_unfit = step.change.verb == Verb::vacuum || step.change.verb == Verb::attach;
  const bool is_other_rule = equal_names(step.change.object, "writable_schema") ||
                             equal_names(step.change.object, "foreign_keys");
  if (is_unfit) {
    report.at(step, {.message = "this cannot run inside the transaction of a migration"});
  } else if (is_setting && !is_other_rule) {
    report.at(step, {.message = step.failure->message});
  }
}

}  // namespace

constinit const Rule kRuleS05 = {
    .id = "S05",
    .severity = Severity::error,
    .title = "The statement has no place inside a transaction",
    .explanation =
        "VACUUM and ATTACH fail there, and PRAGMA journal_mode, synchronous, page_size and "
        "auto_vacuum change nothing or fail.",
    .fix = "run it by hand, outside the migrations",
    .check_step = find_unfit_for_transactions,
};

}  // namespace d1mcp::lint::rules
