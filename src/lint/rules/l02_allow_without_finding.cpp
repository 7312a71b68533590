#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {

constinit const Rule kRuleL02 = {
    .id = "L02",
    .severity = Severity::warning,
    .title = "A directive allows what is not there",
    .explanation =
        "The rule finds nothing at the statement the directive stands before. It may have been "
        "written for a statement that was changed since, or name the wrong rule. A directive in "
        "front of the first statement, with an empty line between, is for the whole file.",
    .fix = "remove the directive, or put it right before the statement it is meant for",
};

}  // namespace d1mcp::lint::rules
