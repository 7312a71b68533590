#include <algorithm>

#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_missing_semicolon(const File& file, Reporter& report) {
  if (file.steps.empty() || file.unreadable || !file.target.is_d1()) return;
  const Step& last = file.steps.back();
  const std::size_t end = last.statement.start.offset + last.statement.text.size();
  sql::TokenStream behind(std::string_view(file.text).substr(std::min(end, file.text.size())));
  if (behind.next_solid().kind == sql::TokenKind::semicolon) return;
  report.at(
      last, last.tokens.back().text, {.message = "the file's last statement has no semicolon"});
}

}  // namespace

constinit const Rule kRuleS02 = {
    .id = "S02",
    .severity = Severity::warning,
    .title = "The last statement has no semicolon",
    .explanation =
        "wrangler appends its own INSERT for the history to the file and both become one "
        "statement: near \"INSERT\": syntax error.",
    .fix = "end the statement with a semicolon",
    .check_file = find_missing_semicolon,
};

}  // namespace d1mcp::lint::rules
