#include <algorithm>

#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_drops_of_needed_indexes(const File&, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::drop_index || step.failure) return;
  const Schema::Object* object = step.before->object(step.change.object);
  const sql::TableInfo* table = object == nullptr ? nullptr : step.before->table(object->table);
  if (table == nullptr) return;
  for (const sql::IndexInfo& index : table->indexes) {
    if (!equal_names(index.name, step.change.object) || !index.unique) continue;
    std::vector<std::string> columns;
    for (const sql::IndexTerm& term : index.terms) columns.push_back(term.name);
    for (const sql::ForeignKey* key : step.before->references_to(object->table)) {
      if (!std::ranges::equal(key->parent_columns, columns, equal_names)) continue;
      report.at(step,
                {.message = "the foreign key of " + key->table + "(" + join(key->columns, ", ") +
                            ") needs the index " + index.name});
    }
  }
}

}  // namespace

constinit const Rule kRuleD14 = {
    .id = "D14",
    .severity = Severity::warning,
    .title = "A unique index is dropped that a foreign key needs",
    .explanation =
        "A foreign key points to columns that are unique. Without the index every write to the "
        "child fails with \"foreign key mismatch\", and an ON CONFLICT clause over these columns "
        "fails too.",
    .fix = "keep the index, or drop the foreign key first",
    .check_step = find_drops_of_needed_indexes,
};

}  // namespace d1mcp::lint::rules
