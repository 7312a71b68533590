#include "lint/rules/rules.hpp"
#include "sql/foreign_keys_pragma.hpp"

namespace d1mcp::lint::rules {
namespace {

bool turns_keys_off(const Step& step) {
  return sql::foreign_keys_setting(step.statement.text) == false;
}

void find_vain_foreign_keys_off(const File& file, const Step& step, Reporter& report) {
  if (!turns_keys_off(step) || file.target.is_d1() || file.foreign_keys_off) return;
  report.at(
      step,
      {.message = "foreign keys stay enforced: the PRAGMA does nothing inside a transaction"});
}

}  // namespace

constinit const Rule kRuleS06 = {
    .id = "S06",
    .severity = Severity::error,
    .title = "PRAGMA foreign_keys=OFF does nothing behind other statements",
    .explanation =
        "Every file is one transaction, and SQLite ignores the PRAGMA there. Foreign keys stay "
        "enforced: it does not protect the children of a table that is dropped (K01). At the "
        "beginning of a file, before every statement that is no PRAGMA, it is obeyed: the file "
        "then "
        "runs without foreign keys, and fails if rows miss their parents at its end that did not "
        "before.",
    .fix = "move it to the beginning of the file, or follow the fix of K01 or K03",
    .check_step = find_vain_foreign_keys_off,
};

}  // namespace d1mcp::lint::rules
