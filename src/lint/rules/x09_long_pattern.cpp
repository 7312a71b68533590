#include "d1/limits.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_long_patterns(const File& file, const Step& step, Reporter& report) {
  const auto limits = d1::limits_of(file.target.dialect);
  if (!limits) return;
  for (std::size_t i = 1; i < step.tokens.size(); ++i) {
    const bool is_operator =
        sql::is_word(step.tokens[i - 1], "LIKE") || sql::is_word(step.tokens[i - 1], "GLOB");
    if (!is_operator || step.tokens[i].kind != sql::TokenKind::string) continue;
    const auto size = static_cast<std::int64_t>(sql::unquoted(step.tokens[i]).size());
    if (size <= limits->like_pattern_bytes) continue;
    report.at(
        step,
        step.tokens[i].text,
        {.message = "LIKE or GLOB pattern too complex: it has " + std::to_string(size) + " bytes"});
  }
}

}  // namespace

constinit const Rule kRuleX09 = {
    .id = "X09",
    .severity = Severity::error,
    .title = "The LIKE or GLOB pattern is longer than D1 takes",
    .explanation =
        "A pattern has at most 50 bytes: \"LIKE or GLOB pattern too complex\", when the "
        "statement runs.",
    .fix = "instr(text, part) > 0",
    .check_step = find_long_patterns,
};

}  // namespace d1mcp::lint::rules
