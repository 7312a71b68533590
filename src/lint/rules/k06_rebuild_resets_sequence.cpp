#include <algorithm>

#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_reset_sequences(const File& file, Reporter& report) {
  const bool restores = std::ranges::any_of(file.steps, [](const Step& step) {
    return step.change.verb != Verb::query && mentions(step, "sqlite_sequence");
  });
  if (restores) return;
  for (const Rebuild& rebuild : find_rebuilds(file)) {
    const sql::TableInfo* before = rebuild.drop->before->table(rebuild.table);
    if (before == nullptr || !before->autoincrement) continue;
    report.at(
        *rebuild.drop,
        {.message = "the rebuild of " + rebuild.table +
                    " loses its place in sqlite_sequence: ids of deleted rows are used again"});
  }
}

}  // namespace

constinit const Rule kRuleK06 = {
    .id = "K06",
    .severity = Severity::warning,
    .title = "The rebuild forgets which AUTOINCREMENT ids were used",
    .explanation =
        "sqlite_sequence keeps the highest id a table ever had, and DROP TABLE deletes that row. "
        "After the rebuild the counter starts from the highest id still there, so an id that was "
        "deleted is given out again; an emptied table starts at 1.",
    .fix = "behind the copy, set seq of the new table in sqlite_sequence to what the old one had",
    .check_file = find_reset_sequences,
};

}  // namespace d1mcp::lint::rules
