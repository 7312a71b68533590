#include "core/text.hpp"
#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_nulling_drops(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::drop_table || step.failure || file.foreign_keys_off) return;
  const auto rebuild = rebuild_of(file, step);
  for (const sql::ForeignKey* key : step.before->references_to(step.change.object)) {
    const bool is_own = equal_names(key->table, step.change.object) ||
                        (rebuild && equal_names(key->table, rebuild->made_as));
    const bool sets = key->on_delete == "SET NULL" || key->on_delete == "SET DEFAULT";
    if (!sets || is_own || drops_later(file, step, key->table)) continue;
    report.at(step,
              {.message = "dropping " + step.change.object + " makes " + key->table + "(" +
                          join(key->columns, ", ") + ") " +
                          (key->on_delete == "SET NULL" ? "NULL" : "its default") +
                          " in every row (ON DELETE " + key->on_delete + ")"});
  }
}

}  // namespace

constinit const Rule kRuleK02 = {
    .id = "K02",
    .severity = Severity::error,
    .title = "Dropping the table sets the references to it to NULL or their default",
    .explanation =
        "With foreign keys enforced, DROP TABLE first deletes every row of the table, and the "
        "children with ON DELETE SET NULL or SET DEFAULT lose what they pointed to. The rows "
        "stay, so counting them shows nothing.",
    .fix = "change the table with ALTER TABLE, or copy the children aside and drop them first",
    .check_step = find_nulling_drops,
};

}  // namespace d1mcp::lint::rules
