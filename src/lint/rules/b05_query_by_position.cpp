#include "core/text.hpp"
#include "lint/known_queries.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool begins_result(const sql::Token& token) {
  return sql::is_word(token, "SELECT") || sql::is_word(token, "DISTINCT") ||
         sql::is_word(token, "ALL") || token.kind == sql::TokenKind::comma ||
         token.kind == sql::TokenKind::dot;
}

// Whether the result has a column more as soon as `table` has: SELECT * or t.*, outside of
// subqueries, which may well need but one column of it.
bool selects_all_of(const KnownQuery& query, std::string_view table) {
  bool names_table = false;
  bool has_star = false;
  int depth = 0;
  sql::Token previous;
  for (const sql::Token& token : sql::solid_tokens(query.text)) {
    if (token.kind == sql::TokenKind::left_parenthesis) ++depth;
    if (token.kind == sql::TokenKind::right_parenthesis) --depth;
    if (depth == 0 && token.text == "*" && begins_result(previous)) has_star = true;
    if (depth == 0 && sql::is_name(token.kind) && equal_names(sql::unquoted(token), table))
      names_table = true;
    previous = token;
  }
  return names_table && has_star;
}

void find_queries_by_position(const File& file, const Step& step, Reporter& report) {
  if (step.change.verb != Verb::add_column || step.failure) return;
  const std::string column = step.change.object + "." + step.change.column;
  for (const KnownQuery& query : file.queries_before) {
    if (query.failure) continue;
    if (inserts_by_position(query, step.change.object)) {
      report.at(step,
                {.message =
                     describe(query) + " names no columns and fails once " + column + " is there"});
    } else if (selects_all_of(query, step.change.object)) {
      report.at(step,
                {.message = describe(query) + " gives a column more, " + column,
                 .severity = Severity::info});
    }
  }
}

}  // namespace

constinit const Rule kRuleB05 = {
    .id = "B05",
    .severity = Severity::warning,
    .title = "A known query counts the columns of a table that gets another one",
    .explanation =
        "`INSERT INTO t VALUES (1, 2)` of running code fails as soon as t has three columns: "
        "\"table t has 3 columns but 2 values were supplied\". `SELECT *` goes on and gives one "
        "more, which matters to code that takes columns by their place. The queries are those in "
        "`queries.sql` of the migrations folder.",
    .fix = "name the columns in the query, and deploy that first",
    .check_step = find_queries_by_position,
};

}  // namespace d1mcp::lint::rules
