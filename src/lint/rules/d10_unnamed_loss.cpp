#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_unnamed_losses(const File& file, Reporter& report) {
  for (const std::string& loss : file.rehearsal.unnamed_losses) report.whole({.message = loss});
}

}  // namespace

constinit const Rule kRuleD10 = {
    .id = "D10",
    .severity = Severity::error,
    .title = "A table loses rows although no statement of the file names it",
    .explanation =
        "The pending files were run on a private copy of the database. Rows went that no "
        "statement speaks of: a foreign key with ON DELETE CASCADE took them along, or a trigger.",
    .fix = "follow the fix of K01; or delete the rows by a statement of their own",
    .check_file = find_unnamed_losses,
};

}  // namespace d1mcp::lint::rules
