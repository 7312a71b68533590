#include "core/text.hpp"
#include "d1/limits.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_long_statements(const File& file, const Step& step, Reporter& report) {
  const auto limits = d1::limits_of(file.target.dialect);
  const auto size = static_cast<std::int64_t>(step.statement.text.size());
  if (!limits || size <= limits->statement_bytes) return;
  report.at(step,
            {.message = "the statement has " + with_thousands(static_cast<std::uint64_t>(size)) +
                        " bytes: statement too long: SQLITE_TOOBIG"});
}

}  // namespace

constinit const Rule kRuleX02 = {
    .id = "X02",
    .severity = Severity::error,
    .title = "The statement is longer than D1 takes",
    .explanation = "A statement has at most 100,000 bytes: \"statement too long: SQLITE_TOOBIG\".",
    .fix = "split the VALUES over several statements",
    .check_step = find_long_statements,
};

}  // namespace d1mcp::lint::rules
