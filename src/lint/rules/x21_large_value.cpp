#include "core/text.hpp"
#include "d1/limits.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_large_values(const File& file, const Step& step, Reporter& report) {
  const auto limits = d1::limits_of(d1::Dialect::d1);
  if (!file.target.is_d1() || !limits) return;
  for (const sql::Token& token : step.tokens) {
    if (static_cast<std::int64_t>(token.text.size()) <= limits->value_bytes) continue;
    report.at(step,
              token.text,
              {.message = "the value has " + with_thousands(token.text.size()) + " bytes"});
  }
}

}  // namespace

constinit const Rule kRuleX21 = {
    .id = "X21",
    .severity = Severity::warning,
    .title = "A value is larger than D1 takes",
    .explanation =
        "A string, BLOB or row has at most 2,000,000 bytes in D1; a local one takes more.",
    .fix = "keep large values in R2",
    .check_step = find_large_values,
};

}  // namespace d1mcp::lint::rules
