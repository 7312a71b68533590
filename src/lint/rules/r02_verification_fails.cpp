#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {

constinit const Rule kRuleR02 = {
    .id = "R02",
    .severity = Severity::error,
    .title = "The verify script of the file fails",
    .explanation =
        "The pending files were run on a private copy of the database, and a query of the verify "
        "script (001_init_verify.sql, verify/001_init.sql) did not give one row with one value, a "
        "number other than 0. When the file is applied it is rolled back for the same reason.",
    .fix = "make the migration do what the query asks for, or ask the right question",
};

}  // namespace d1mcp::lint::rules
