#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool looks_like_a_helper(std::string_view table) {
  const std::string name = ascii_lower(table);
  if (name.starts_with("__new_") || name.starts_with("_new_")) return true;
  for (const char* ending : {"_new", "_old", "_bak", "_backup", "_tmp", "_temp"}) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

void find_leftovers(const File& file, Reporter& report) {
  for (const Step& step : file.steps) {
    const Change& change = step.change;
    const bool makes = change.verb == Verb::create_table || change.verb == Verb::rename_table;
    if (!makes || step.failure) continue;
    const std::string& made = change.verb == Verb::create_table ? change.object : change.new_name;
    const bool is_new = file.before->table(made) == nullptr;
    if (!looks_like_a_helper(made) || !is_new || file.after->table(made) == nullptr) continue;
    report.at(step, {.message = "the table " + made + " is left over at the end of the file"});
  }
}

}  // namespace

constinit const Rule kRuleK18 = {
    .id = "K18",
    .severity = Severity::warning,
    .title = "A helper table of a rebuild is left over at the end",
    .explanation =
        "A table called t_new, __new_t, t_old, t_bak or t_tmp that this file made and did not "
        "drop or rename looks like a rebuild that was not finished.",
    .fix = "drop it at the end of the file",
    .check_file = find_leftovers,
};

}  // namespace d1mcp::lint::rules
