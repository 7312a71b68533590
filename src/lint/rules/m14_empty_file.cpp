#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_empty_files(const File& file, Reporter& report) {
  if (!file.steps.empty() || file.unreadable) return;
  report.whole({.message = "there is no statement in the file"});
}

}  // namespace

constinit const Rule kRuleM14 = {
    .id = "M14",
    .severity = Severity::error,
    .title = "The file holds no statement",
    .explanation =
        "wrangler applies it and records it: what was to be written here will never run under "
        "this name.",
    .fix = "write the migration or delete the file",
    .check_file = find_empty_files,
};

}  // namespace d1mcp::lint::rules
