#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

void find_odd_bytes(const File& file, Reporter& report) {
  if (file.text.starts_with(kMark))
    report.whole({.message = "the file begins with a byte order mark"});
  if (!is_valid_utf8(file.text)) report.whole({.message = "the file is not valid UTF-8"});
  for (const Step& step : file.steps) {
    for (const sql::Token& token : step.tokens) {
      if (token.kind != sql::TokenKind::word ||
          token.text.find(kNoBreakSpace) == std::string_view::npos)
        continue;
      report.at(step, token.text, {.message = "a no-break space is part of this name"});
    }
  }
}

}  // namespace

constinit const Rule kRuleM13 = {
    .id = "M13",
    .severity = Severity::warning,
    .title = "The file holds bytes that editors do not show",
    .explanation =
        "With a byte order mark wrangler cuts a trigger in pieces (\"incomplete input\"). A "
        "no-break space is part of a name for SQLite, not white space. Text that is no UTF-8 is "
        "stored as it is and shown differently everywhere.",
    .fix = "save the file as UTF-8 without a byte order mark",
    .check_file = find_odd_bytes,
};

}  // namespace d1mcp::lint::rules
