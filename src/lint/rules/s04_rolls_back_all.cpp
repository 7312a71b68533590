#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_rollbacks_on_conflict(const File&, const Step& step, Reporter& report) {
  if (step.change.verb == Verb::transaction) return;
  for (std::size_t i = 1; i < step.tokens.size(); ++i) {
    const sql::Token& before = step.tokens[i - 1];
    const bool is_answer = sql::is_word(before, "OR") || sql::is_word(before, "CONFLICT") ||
                           (i > 1 && before.kind == sql::TokenKind::left_parenthesis &&
                            sql::is_word(step.tokens[i - 2], "RAISE"));
    if (!is_answer || !sql::is_word(step.tokens[i], "ROLLBACK")) continue;
    report.at(
        step, step.tokens[i].text, {.message = "this ends the transaction of the whole file"});
  }
}

}  // namespace

constinit const Rule kRuleS04 = {
    .id = "S04",
    .severity = Severity::error,
    .title = "ROLLBACK as an answer to a conflict ends the transaction of the whole file",
    .explanation =
        "OR ROLLBACK, ON CONFLICT ROLLBACK and RAISE(ROLLBACK, …) undo everything since BEGIN. "
        "What follows runs without a transaction, and the file's own COMMIT fails.",
    .fix = "ABORT",
    .check_step = find_rollbacks_on_conflict,
};

}  // namespace d1mcp::lint::rules
