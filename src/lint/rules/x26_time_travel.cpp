#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool destroys(const File& file, const Step& step) {
  const Change& change = step.change;
  const bool takes_away = change.verb == Verb::drop_table || change.verb == Verb::drop_column ||
                          (change.verb == Verb::remove && !change.has_where);
  return takes_away && !step.failure && file.live->table(change.object) != nullptr &&
         !rebuild_of(file, step);
}

void find_destructive_files(const File& file, Reporter& report) {
  if (!file.target.is_d1()) return;
  for (const Step& step : file.steps) {
    if (!destroys(file, step)) continue;
    report.at(step,
              {.message = "the file takes away what a remote database gets back by Time Travel "
                          "only; note the bookmark first"});
    return;
  }
}

}  // namespace

constinit const Rule kRuleX26 = {
    .id = "X26",
    .severity = Severity::info,
    .title = "The way back from a destructive file on D1 is a bookmark",
    .explanation =
        "`wrangler d1 time-travel info DATABASE` gives the bookmark of the database as it is now, "
        "and `wrangler d1 time-travel restore DATABASE --bookmark=…` goes back to it, for as many "
        "days as the plan has. A rollback file brings the schema back, not the rows.",
    .fix = "wrangler d1 time-travel info DATABASE, before wrangler d1 migrations apply --remote",
    .check_file = find_destructive_files,
};

}  // namespace d1mcp::lint::rules
