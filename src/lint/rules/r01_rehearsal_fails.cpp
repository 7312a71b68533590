#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {

constinit const Rule kRuleR01 = {
    .id = "R01",
    .severity = Severity::error,
    .title = "The file fails on the rows that are there",
    .explanation =
        "The pending files were run on a private copy of the database. The schema alone would "
        "take this statement, the rows do not: a duplicate, a NULL, a row without its parent.",
    .fix = "make the rows fit in a statement before it",
};

}  // namespace d1mcp::lint::rules
