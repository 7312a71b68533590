#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_markers_in_strings(const File&, const Step& step, Reporter& report) {
  for (const sql::Token& token : step.tokens) {
    if (token.kind != sql::TokenKind::string) continue;
    for (const char* marker :
         {"\n-- migrate:up", "\n-- migrate:down", "--> statement-breakpoint"}) {
      if (token.text.find(marker) == std::string_view::npos) continue;
      report.at(step, token.text, {.message = "other runners cut the file inside this string"});
    }
  }
}

}  // namespace

constinit const Rule kRuleS10 = {
    .id = "S10",
    .severity = Severity::warning,
    .title = "A string holds a marker at which other runners cut the file",
    .explanation =
        "dbmate cuts at a line that begins with -- migrate:up or -- migrate:down, drizzle at --> "
        "statement-breakpoint, inside strings too.",
    .fix = "write the string in two halves joined by ||",
    .check_step = find_markers_in_strings,
};

}  // namespace d1mcp::lint::rules
