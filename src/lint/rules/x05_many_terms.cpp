#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_many_terms(const File& file, const Step& step, Reporter& report) {
  if (!file.target.is_d1() || !fails_with(step, "too many terms in compound SELECT")) return;
  report.at(step, {.message = step.failure->message});
}

}  // namespace

constinit const Rule kRuleX05 = {
    .id = "X05",
    .severity = Severity::error,
    .title = "D1 takes at most five SELECTs joined by UNION, INTERSECT or EXCEPT",
    .explanation =
        "\"too many terms in compound SELECT\", in a view and in INSERT … SELECT too. Rows in "
        "VALUES are not counted.",
    .fix = "VALUES (…), (…) instead of SELECT … UNION ALL",
    .check_step = find_many_terms,
};

}  // namespace d1mcp::lint::rules
