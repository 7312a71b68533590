#include "core/text.hpp"
#include "lint/rules/rules.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::lint::rules {
namespace {

bool is_carried_over(const File& file, const Step& drop) {
  for (const Step* step : file.steps_before(drop)) {
    const bool updates =
        step->change.verb == Verb::update && equal_names(step->change.object, drop.change.object);
    const bool inserts = step->change.verb == Verb::insert && mentions(*step, drop.change.object);
    if ((updates || inserts) && mentions(*step, drop.change.column)) return true;
  }
  return false;
}

Status find_dropped_values(const File& file, const Step& step, LiveData& data, Reporter& report) {
  if (step.change.verb != Verb::drop_column || step.failure || is_carried_over(file, step))
    return {};
  if (!data.has_rows_of(*step.before, step.change.object)) return {};
  TRY_ASSIGN(const std::int64_t values,
             data.number("SELECT count(" + sql::quote_identifier(step.change.column) + ") FROM " +
                         sql::quote_identifier(step.change.object)));
  if (values == 0) return {};
  report.at(
      step,
      step.change.body,
      {.message = "drops " + step.change.object + "." + step.change.column + " with " +
                  counted(static_cast<std::uint64_t>(values), "value") + " that are not NULL"});
  return {};
}

}  // namespace

constinit const Rule kRuleD02 = {
    .id = "D02",
    .severity = Severity::error,
    .title = "A column with values is dropped",
    .explanation =
        "Its values are gone with it. Where an UPDATE in the same file carries them over to "
        "another column, nothing is found.",
    .fix =
        "stop using the column first and drop it in a later migration, or allow it with the "
        "reason",
    .ask = find_dropped_values,
};

}  // namespace d1mcp::lint::rules
