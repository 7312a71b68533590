#include "core/text.hpp"
#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

std::string cascading_children(const File& file, const Step& step) {
  const auto rebuild = rebuild_of(file, step);
  std::vector<const sql::ForeignKey*> cascading;
  for (const sql::ForeignKey* key : step.before->references_to(step.change.object)) {
    const bool is_own = equal_names(key->table, step.change.object) ||
                        (rebuild && equal_names(key->table, rebuild->made_as));
    const bool takes_along = key->on_delete == "CASCADE";
    if (takes_along && !is_own && !drops_later(file, step, key->table)) cascading.push_back(key);
  }
  return children_of(cascading);
}

void find_cascading_drops(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::drop_table || step.failure || file.foreign_keys_off) return;
  const std::string children = cascading_children(file, step);
  if (children.empty()) return;
  report.at(step,
            {.message = "dropping " + step.change.object + " deletes the rows of " + children +
                        " that reference it (ON DELETE CASCADE); PRAGMA foreign_keys=OFF does "
                        "nothing inside a transaction"});
}

}  // namespace

constinit const Rule kRuleK01 = {
    .id = "K01",
    .severity = Severity::error,
    .title =
        "Dropping the table deletes the rows of tables that reference it with ON DELETE CASCADE",
    .explanation =
        "With foreign keys enforced, DROP TABLE first deletes every row of the table, and each "
        "of those deletes takes the rows of the children along. `PRAGMA foreign_keys=OFF` does "
        "nothing inside a transaction, and D1 is always in one; `PRAGMA defer_foreign_keys=ON` "
        "puts off checks, not actions. Nothing fails and foreign_key_check finds nothing wrong: "
        "the rows are gone. It is what a table rebuild does to the children of the table.",
    .fix =
        "change the table with ALTER TABLE (add a column, UPDATE, drop the old one, rename), or "
        "copy the children aside and drop them first; where the database is no D1, begin the file "
        "with PRAGMA foreign_keys=OFF, which is then obeyed",
    .check_step = find_cascading_drops,
};

}  // namespace d1mcp::lint::rules
