#include <algorithm>

#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool is_plain(const sql::IndexInfo& index) {
  return index.where_sql.empty() &&
         std::ranges::all_of(index.terms,
                             [](const sql::IndexTerm& term) { return !term.name.empty(); });
}

bool is_prefix(const sql::IndexInfo& shorter, const sql::IndexInfo& longer) {
  if (shorter.terms.size() > longer.terms.size()) return false;
  for (std::size_t i = 0; i < shorter.terms.size(); ++i) {
    const bool is_same = equal_names(shorter.terms[i].name, longer.terms[i].name) &&
                         equal_names(shorter.terms[i].collation, longer.terms[i].collation);
    if (!is_same) return false;
  }
  return true;
}

void find_redundant_indexes(const File& file, Reporter& report) {
  for (const Step& step : file.steps) {
    if (step.change.verb != Verb::create_index || step.failure || step.change.unique) continue;
    const sql::TableInfo* table = file.after->table(step.change.table);
    if (table == nullptr) continue;
    const auto own = std::ranges::find_if(table->indexes, [&](const sql::IndexInfo& index) {
      return equal_names(index.name, step.change.object);
    });
    if (own == table->indexes.end() || !is_plain(*own)) continue;
    for (const sql::IndexInfo& other : table->indexes) {
      if (other.name == own->name || !is_plain(other) || !is_prefix(*own, other)) continue;
      report.at(step, {.message = own->name + " is a prefix of " + other.name});
      break;
    }
  }
}

}  // namespace

constinit const Rule kRuleQ08 = {
    .id = "Q08",
    .severity = Severity::info,
    .title = "An index is a prefix of another one",
    .explanation =
        "SQLite uses an index on (a, b) for what an index on (a) is good for. The shorter one "
        "costs time with every write.",
    .fix = "drop the shorter index",
    .check_file = find_redundant_indexes,
};

}  // namespace d1mcp::lint::rules
