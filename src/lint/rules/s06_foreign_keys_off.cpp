#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool turns_keys_off(const Step& step) {
  const std::string value = ascii_lower(step.change.body);
  return step.change.verb == Verb::pragma && equal_names(step.change.object, "foreign_keys") &&
         (value == "off" || value == "0" || value == "false" || value == "no");
}

void find_vain_foreign_keys_off(const File& file, const Step& step, Reporter& report) {
  if (!turns_keys_off(step) || file.target.is_d1()) return;
  report.at(
      step,
      {.message = "foreign keys stay enforced: the PRAGMA does nothing inside a transaction"});
}

}  // namespace

constinit const Rule kRuleS06 = {
    .id = "S06",
    .severity = Severity::error,
    .title = "PRAGMA foreign_keys=OFF does nothing inside a transaction",
    .explanation =
        "Every file is one transaction, and SQLite ignores the PRAGMA there. Foreign keys stay "
        "enforced: it does not protect the children of a table that is dropped (K01).",
    .fix = "remove it, and follow the fix of K01 or K03",
    .check_step = find_vain_foreign_keys_off,
};

}  // namespace d1mcp::lint::rules
