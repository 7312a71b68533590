#include "core/text.hpp"
#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool pays_back(const File& file, const Step& step, const std::optional<Rebuild>& rebuild) {
  if (!defers_foreign_keys(file, step)) return false;
  return rebuild && !rebuild->is_renamed() && rebuild->copy != nullptr;
}

std::string failure_of_drop(const File& file, bool deferred) {
  if (!deferred) return " make this DROP fail: FOREIGN KEY constraint failed";
  return std::string(" make the COMMIT fail: ") +
         (file.target.is_d1() ? "internal error" : "FOREIGN KEY constraint failed");
}

void find_unpaid_drops(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::drop_table || step.failure || file.foreign_keys_off) return;
  const auto rebuild = rebuild_of(file, step);
  if (pays_back(file, step, rebuild)) return;
  const bool deferred = defers_foreign_keys(file, step);
  std::vector<const sql::ForeignKey*> held;
  for (const sql::ForeignKey* key : step.before->references_to(step.change.object)) {
    const bool is_own = equal_names(key->table, step.change.object) ||
                        (rebuild && equal_names(key->table, rebuild->made_as));
    const bool holds = key->on_delete == "NO ACTION" || key->on_delete == "RESTRICT";
    if (!holds || is_own) continue;
    if (deferred && drops_later(file, step, key->table)) continue;
    held.push_back(key);
  }
  if (held.empty()) return;
  report.at(step,
            {.message = "rows of " + children_of(held) + " that point to " + step.change.object +
                        failure_of_drop(file, deferred)});
}

}  // namespace

constinit const Rule kRuleK03 = {
    .id = "K03",
    .severity = Severity::error,
    .title = "Foreign keys make the rebuild or drop fail",
    .explanation =
        "Dropping a table that rows of other tables point to breaks their foreign keys. Without "
        "`PRAGMA defer_foreign_keys=ON` the DROP fails. With it, SQLite counts the broken "
        "references and wants the count back at COMMIT; renaming another table into place does "
        "not pay it back, so the COMMIT fails although foreign_key_check finds nothing, and D1 "
        "says only \"internal error\". Creating the table again under its own name and inserting "
        "the rows does pay it back.",
    .fix =
        "PRAGMA defer_foreign_keys=ON, copy the rows to a table t__bak, drop t, create t under "
        "the same name, insert from t__bak, drop t__bak",
    .check_step = find_unpaid_drops,
};

}  // namespace d1mcp::lint::rules
