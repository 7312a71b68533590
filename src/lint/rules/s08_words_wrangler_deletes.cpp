#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_deleted_words(const File& file, const Step& step, Reporter& report) {
  if (!file.target.is_d1()) return;
  for (const sql::Token& token : step.tokens) {
    if (token.kind != sql::TokenKind::string) continue;
    const bool is_hit = token.text.find("BEGIN TRANSACTION;") != std::string_view::npos ||
                        token.text.find("COMMIT;") != std::string_view::npos;
    if (is_hit)
      report.at(step,
                token.text,
                {.message = "wrangler deletes the words of a transaction from this string"});
  }
}

}  // namespace

constinit const Rule kRuleS08 = {
    .id = "S08",
    .severity = Severity::warning,
    .title = "wrangler deletes these words, even from a string",
    .explanation =
        "wrangler takes every \"BEGIN TRANSACTION;\" and \"COMMIT;\" out of the file's text "
        "before it runs it, in strings too: 'use BEGIN TRANSACTION; then COMMIT; to save' is "
        "stored as 'use then to save'.",
    .fix = "write the string in two halves joined by ||",
    .check_step = find_deleted_words,
};

}  // namespace d1mcp::lint::rules
