#include "core/text.hpp"
#include "lint/row_rewrite.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

constexpr std::uint64_t kManyRows = 100'000;

std::string what_it_does(const Step& step, std::uint64_t rows) {
  const std::string number = counted(rows, "row");
  if (step.change.verb == Verb::insert) return "copies " + number + " to " + step.change.table;
  const bool sorts = step.change.verb == Verb::create_index;
  return (sorts ? "reads and sorts " : "rewrites ") + number + " of " + step.change.table;
}

Status find_large_rewrites(const File& file, const Step& step, LiveData& data, Reporter& report) {
  // X22 speaks of these.
  const bool changes = step.change.verb == Verb::update || step.change.verb == Verb::remove;
  if (changes && file.target.is_d1()) return {};
  TRY_ASSIGN(const auto rows, rows_rewritten(step, data));
  if (rows.value_or(0) > kManyRows) report.at(step, {.message = what_it_does(step, *rows)});
  return {};
}

}  // namespace

constinit const Rule kRuleP01 = {
    .id = "P01",
    .severity = Severity::warning,
    .title = "A statement works through a large table",
    .explanation =
        "A copy of a table, an index on one, DROP COLUMN and an UPDATE of every row take time by "
        "the row, and the database takes no other write meanwhile. Found beyond 100,000 rows, "
        "counted in the database that is checked against.",
    .fix = "time it on a copy (`migrate apply --dry-run`), then allow it with what was measured",
    .ask = find_large_rewrites,
};

}  // namespace d1mcp::lint::rules
