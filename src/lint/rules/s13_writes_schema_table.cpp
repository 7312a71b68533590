#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_writes_to_schema(const File& file, const Step& step, Reporter& report) {
  const Change& change = step.change;
  const bool opens = change.verb == Verb::pragma && equal_names(change.object, "writable_schema");
  const bool writes =
      change.verb == Verb::insert || change.verb == Verb::update || change.verb == Verb::remove;
  const std::string table = ascii_lower(change.object);
  const bool is_own =
      table == "sqlite_schema" || table == "sqlite_master" || table.starts_with("sqlite_stat");
  if (opens && !file.target.is_d1())
    report.at(step, {.message = "writable_schema stays off in defensive mode"});
  if (writes && is_own) report.at(step, {.message = "writes to " + change.object});
}

}  // namespace

constinit const Rule kRuleS13 = {
    .id = "S13",
    .severity = Severity::error,
    .title = "The statement writes to SQLite's own tables",
    .explanation =
        "A wrong row in sqlite_schema makes the database unreadable. Writing there is refused in "
        "defensive mode, which this program and D1 use; the shadow tables of a full-text index "
        "are refused too.",
    .fix = "use CREATE, ALTER and DROP",
    .check_step = find_writes_to_schema,
};

}  // namespace d1mcp::lint::rules
