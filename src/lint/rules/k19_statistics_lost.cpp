#include <algorithm>

#include "core/text.hpp"
#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::lint::rules {
namespace {

bool analyzes_later(const File& file, const Step& step) {
  return std::ranges::any_of(file.steps_after(step), [](const Step* other) {
    return sql::is_word(other->tokens.front(), "ANALYZE") ||
           (other->change.verb == Verb::pragma && equal_names(other->change.object, "optimize"));
  });
}

Status find_lost_statistics(const File& file, const Step& step, LiveData& data, Reporter& report) {
  const auto rebuild = rebuild_of(file, step);
  if (!rebuild || analyzes_later(file, step) || file.live->table(rebuild->table) == nullptr)
    return {};
  TRY_ASSIGN(const std::int64_t is_analyzed,
             data.number("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'"));
  if (is_analyzed == 0) return {};
  TRY_ASSIGN(const std::int64_t rows,
             data.number("SELECT count(*) FROM sqlite_stat1 WHERE tbl = " +
                         sql::quote_text(rebuild->table) + " COLLATE NOCASE"));
  if (rows == 0) return {};
  report.at(step,
            {.message = "what ANALYZE found out about " + rebuild->table + " goes with the table"});
  return {};
}

}  // namespace

constinit const Rule kRuleK19 = {
    .id = "K19",
    .severity = Severity::info,
    .title = "The rebuild loses the planner's statistics of the table",
    .explanation =
        "DROP TABLE deletes the table's rows in sqlite_stat1. Until ANALYZE runs again SQLite "
        "plans queries as if it knew nothing of the data.",
    .fix = "ANALYZE the table at the end of the file",
    .ask = find_lost_statistics,
};

}  // namespace d1mcp::lint::rules
