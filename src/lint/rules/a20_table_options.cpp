#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_unfit_options(const File&, const Step& step, Reporter& report) {
  for (const char* words : {"unknown datatype for",
                            "missing datatype for",
                            "PRIMARY KEY missing on table",
                            "AUTOINCREMENT not allowed",
                            "AUTOINCREMENT is only allowed"}) {
    if (!fails_with(step, words)) continue;
    report.at(step, {.message = step.failure->message});
    return;
  }
}

}  // namespace

constinit const Rule kRuleA20 = {
    .id = "A20",
    .severity = Severity::error,
    .title = "STRICT or WITHOUT ROWID does not go with this table",
    .explanation =
        "A STRICT table knows INT, INTEGER, REAL, TEXT, BLOB and ANY and no other type. A "
        "WITHOUT ROWID table needs a PRIMARY KEY and has no AUTOINCREMENT.",
    .fix = "use one of the six types, or leave the option out",
    .check_step = find_unfit_options,
};

}  // namespace d1mcp::lint::rules
