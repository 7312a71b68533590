#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {

constinit const Rule kRuleL01 = {
    .id = "L01",
    .severity = Severity::warning,
    .title = "A directive that allows a finding gives no reason",
    .explanation =
        "`-- migrate:allow ID reason` is read by those who come later: without the reason nobody "
        "can tell whether it still holds. It is not obeyed.",
    .fix = "write the reason behind the id of the rule",
};

}  // namespace d1mcp::lint::rules
