#include "lint/rules/rules.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_lossy_copies(const File&, const Step& step, Reporter& report) {
  const Change& change = step.change;
  if (change.verb != Verb::insert || change.conflict.empty() || step.failure) return;
  const bool drops = change.conflict == "ignore" || change.conflict == "replace";
  sql::TokenCursor tokens(change.select);
  if (!drops || !tokens.at("SELECT")) return;
  // A SELECT without a table makes the rows itself.
  while (!tokens.at_end() && !tokens.at("FROM")) tokens.skip();
  if (tokens.at_end()) return;
  report.at(
      step,
      {.message = "rows that do not fit into " + change.object + " vanish without a word (OR " +
                  std::string(change.conflict == "ignore" ? "IGNORE" : "REPLACE") + ")"});
}

}  // namespace

constinit const Rule kRuleD07 = {
    .id = "D07",
    .severity = Severity::warning,
    .title = "A copy leaves rows out without a word",
    .explanation =
        "INSERT OR IGNORE … SELECT skips every row that breaks a constraint, OR REPLACE deletes "
        "the rows in its way. Fewer rows arrive than were read and nothing says so.",
    .fix = "INSERT without OR, after the rows are made to fit",
    .check_step = find_lossy_copies,
};

}  // namespace d1mcp::lint::rules
