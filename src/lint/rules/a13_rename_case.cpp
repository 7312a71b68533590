#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_renames_of_case(const File&, const Step& step, Reporter& report) {
  const bool is_same = step.change.verb == Verb::rename_table &&
                       equal_names(step.change.object, step.change.new_name);
  if (!is_same || !fails_with(step, "already another table")) return;
  report.at(step, {.message = step.failure->message});
}

}  // namespace

constinit const Rule kRuleA13 = {
    .id = "A13",
    .severity = Severity::error,
    .title = "A table cannot be renamed to its own name in another case",
    .explanation =
        "SQLite compares names without regard to case and refuses: \"there is already another "
        "table or index with this name\".",
    .fix = "rename to a third name and from there to the wanted one",
    .check_step = find_renames_of_case,
};

}  // namespace d1mcp::lint::rules
