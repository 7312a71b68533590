#include "core/text.hpp"
#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

std::string effect_on_copied_rows(const sql::ForeignKey& key) {
  if (key.on_delete == "CASCADE") return "deletes the rows just copied into " + key.table;
  if (key.on_delete == "SET NULL" || key.on_delete == "SET DEFAULT") {
    return "clears " + join(key.columns, ", ") + " of the rows just copied into " + key.table;
  }
  return "breaks the references of the rows just copied into " + key.table;
}

void find_self_references(const File& file, Reporter& report) {
  if (file.foreign_keys_off) return;
  for (const Rebuild& rebuild : find_rebuilds(file)) {
    if (!rebuild.is_renamed()) continue;
    for (const sql::ForeignKey* key : rebuild.drop->before->references_to(rebuild.table)) {
      if (!equal_names(key->table, rebuild.made_as)) continue;
      report.at(*rebuild.drop,
                {.message = "dropping " + rebuild.table + " " + effect_on_copied_rows(*key) +
                            ", whose foreign key points to " + rebuild.table});
    }
  }
}

}  // namespace

constinit const Rule kRuleK08 = {
    .id = "K08",
    .severity = Severity::error,
    .title = "Dropping the old table acts on the rows of the new one, which references it",
    .explanation =
        "In a rebuild the new table's foreign key to itself names the final table, which is "
        "still the old one when that is dropped. With ON DELETE CASCADE the DROP deletes the "
        "rows just copied, with SET NULL it clears them, and otherwise the COMMIT fails.",
    .fix =
        "PRAGMA defer_foreign_keys=ON, copy the rows to a table without foreign keys, drop the "
        "table, create it under its own name and insert the rows",
    .check_file = find_self_references,
};

}  // namespace d1mcp::lint::rules
