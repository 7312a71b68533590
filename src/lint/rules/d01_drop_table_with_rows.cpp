#include <algorithm>

#include "core/text.hpp"
#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::lint::rules {
namespace {

bool is_copied(const File& file, const Step& drop) {
  const bool is_in_rebuild = rebuild_of(file, drop).has_value();
  return is_in_rebuild && std::ranges::any_of(file.steps, [&](const Step& step) {
           const bool makes_rows = step.change.verb == Verb::insert || !step.change.select.empty();
           return makes_rows && mentions(step, drop.change.object);
         });
}

Status find_dropped_rows(const File& file, const Step& step, LiveData& data, Reporter& report) {
  if (step.change.verb != Verb::drop_table || step.failure) return {};
  if (!data.has_rows_of(*step.before, step.change.object) || is_copied(file, step)) return {};
  TRY_ASSIGN(const std::int64_t rows,
             data.number("SELECT count(*) FROM " + sql::quote_identifier(step.change.object)));
  if (rows == 0) return {};
  report.at(step,
            {.message = "drops " + step.change.object + " with its " +
                        counted(static_cast<std::uint64_t>(rows), "row")});
  return {};
}

}  // namespace

constinit const Rule kRuleD01 = {
    .id = "D01",
    .severity = Severity::error,
    .title = "A table with rows is dropped",
    .explanation =
        "Its rows are gone with it. Where the table is made anew in the same file and the rows "
        "are copied, nothing is found.",
    .fix = "copy the rows to another table first, or allow it with the reason",
    .ask = find_dropped_rows,
};

}  // namespace d1mcp::lint::rules
