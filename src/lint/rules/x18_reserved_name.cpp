#include "d1/names.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_reserved_names(const File& file, const Step& step, Reporter& report) {
  if (!file.target.is_d1() || step.is_unknown) return;
  for (const std::string& name : {step.change.object, step.change.table, step.change.new_name}) {
    if (name.empty() || !d1::is_reserved_name(name)) continue;
    report.at(step, part_called(step, name), {.message = name + " is a name of Cloudflare's"});
    return;
  }
}

}  // namespace

constinit const Rule kRuleX18 = {
    .id = "X18",
    .severity = Severity::error,
    .title = "Names that begin with _cf_ belong to Cloudflare",
    .explanation =
        "D1 refuses them for tables, views, indexes and triggers, as the new name in a RENAME "
        "too: \"not authorized\".",
    .fix = "choose another name",
    .check_step = find_reserved_names,
};

}  // namespace d1mcp::lint::rules
