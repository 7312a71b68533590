#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_refused_pragmas(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::pragma || !file.target.is_d1() || !step.failure) return;
  report.at(step, {.message = "PRAGMA " + step.change.object + ": " + step.failure->message});
}

}  // namespace

constinit const Rule kRuleX16 = {
    .id = "X16",
    .severity = Severity::error,
    .title = "D1 refuses this PRAGMA",
    .explanation =
        "D1 allows a list of PRAGMAs (table_info, index_list, foreign_key_check, quick_check, "
        "defer_foreign_keys, optimize and others): \"not authorized: SQLITE_AUTH\".",
    .fix = "remove the statement",
    .check_step = find_refused_pragmas,
};

}  // namespace d1mcp::lint::rules
