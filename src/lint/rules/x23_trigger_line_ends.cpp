#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_trigger_line_ends(const File& file, const Step& step, Reporter& report) {
  if (!file.target.is_d1() || step.change.verb != Verb::create_trigger) return;
  if (step.statement.text.find("\r\n") == std::string::npos) return;
  report.at(step, {.message = "the trigger " + step.change.object + " has CRLF line ends"});
}

}  // namespace

constinit const Rule kRuleX23 = {
    .id = "X23",
    .severity = Severity::warning,
    .title = "A trigger has CRLF line ends",
    .explanation =
        "A remote D1 cuts such a trigger at the semicolons of its body: \"incomplete input\". "
        "wrangler older than 4.12x sends it as it is.",
    .fix = "save the file with LF line ends",
    .check_step = find_trigger_line_ends,
};

}  // namespace d1mcp::lint::rules
