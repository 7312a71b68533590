#include "core/text.hpp"
#include "lint/row_rewrite.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

constexpr std::uint64_t kMostRowsOnD1 = 10'000;

Status find_bulk_changes(const File& file, const Step& step, LiveData& data, Reporter& report) {
  const bool changes = step.change.verb == Verb::update || step.change.verb == Verb::remove;
  if (!changes || !file.target.is_d1()) return {};
  TRY_ASSIGN(const auto rows, rows_rewritten(step, data));
  if (rows.value_or(0) <= kMostRowsOnD1) return {};
  report.at(step,
            {.message = (step.change.verb == Verb::update ? "changes " : "deletes ") +
                        counted(*rows, "row") + " of " + step.change.object + " in one statement"});
  return {};
}

}  // namespace

constinit const Rule kRuleX22 = {
    .id = "X22",
    .severity = Severity::warning,
    .title = "One UPDATE or DELETE changes more rows than D1 should be given at once",
    .explanation =
        "D1 ends a statement after 30 seconds and serves nothing else of the database meanwhile. "
        "Cloudflare asks for changes of many rows in pieces. Found beyond 10,000 rows, counted in "
        "the database that is checked against.",
    .fix =
        "several statements, each over a range of the key, or batches by the application; or allow "
        "it with the reason",
    .ask = find_bulk_changes,
};

}  // namespace d1mcp::lint::rules
