#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {

constinit const Rule kRuleS09 = {
    .id = "S09",
    .severity = Severity::error,
    .title = "The statement does not run",
    .explanation =
        "Every pending file is run, statement by statement, in a copy of the schema in memory "
        "under the rules of the target. This one failed there, for the reason SQLite or D1 gives.",
    .fix = "correct the statement",
};

}  // namespace d1mcp::lint::rules
