#include <algorithm>

#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

bool was_broken(const File& file, const Broken& broken) {
  return std::ranges::any_of(file.broken_before, [&](const Broken& before) {
    return before.object == broken.object && before.message == broken.message;
  });
}

// The statement that made it so: the one that creates it, or the last that takes away what it
// names.
const Step* cause_of(const File& file, const Broken& broken) {
  const Step* cause = nullptr;
  const auto tokens = sql::solid_tokens(broken.object.sql);
  for (const Step& step : file.steps) {
    if (step.failure || works_on_rows(step.change.verb)) continue;
    const bool creates_it =
        creates(step.change.verb) && equal_names(step.change.object, broken.object.name);
    const bool concerns = std::ranges::any_of(tokens, [&](const sql::Token& token) {
      return sql::is_name(token.kind) && equal_names(sql::unquoted(token), step.change.object);
    });
    if (creates_it || (concerns && !creates(step.change.verb))) cause = &step;
  }
  return cause;
}

void find_broken_objects(const File& file, Reporter& report) {
  for (const Broken& broken : file.broken_after) {
    const bool is_other_rule = broken.message.find("not authorized") != std::string::npos ||
                               broken.message.find("foreign key mismatch") != std::string::npos ||
                               broken.message.find("D1 ") != std::string::npos;
    if (is_other_rule || was_broken(file, broken)) continue;
    const Step* cause = cause_of(file, broken);
    if (cause == nullptr) continue;
    report.at(*cause,
              {.message = broken.object.type + " " + broken.object.name +
                          " will fail: " + broken.message});
  }
}

}  // namespace

constinit const Rule kRuleA18 = {
    .id = "A18",
    .severity = Severity::error,
    .title = "A view or trigger does not compile at the end of the file",
    .explanation =
        "SQLite accepts a view or trigger on tables and columns that are not there, and lets a "
        "table be dropped that one needs. The view then fails when it is read, the trigger makes "
        "every write to its table fail, and both block every RENAME and DROP COLUMN in the "
        "database.",
    .fix = "correct it, or drop it in the same file",
    .check_file = find_broken_objects,
};

}  // namespace d1mcp::lint::rules
