#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "lint/known_queries.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

// B05 speaks of these.
bool lacks_value_of_new_column(const KnownQuery& query, const File& file) {
  return std::ranges::any_of(file.steps, [&](const Step& step) {
    return step.change.verb == Verb::add_column && !step.failure &&
           inserts_by_position(query, step.change.object);
  });
}

void find_failing_queries(const File& file, Reporter& report) {
  for (std::size_t i = 0; i < file.queries_after.size(); ++i) {
    const KnownQuery& query = file.queries_after[i];
    if (!query.failure || file.queries_before[i].failure) continue;
    if (lacks_value_of_new_column(query, file)) continue;
    Remark remark{.message = "code that is running fails at " + describe(query) + ": " +
                             query.failure->message};
    report_change(report, file, query, std::move(remark));
  }
}

}  // namespace

constinit const Rule kRuleB03 = {
    .id = "B03",
    .severity = Severity::warning,
    .title = "A known query of the running code fails after the file",
    .explanation =
        "The statements in `queries.sql` of the migrations folder, where there is such a file, are "
        "compiled before and after each pending file. One that compiled before and does not any "
        "more fails in the application between the migration and the deployment of the new code.",
    .fix = "deploy code without the query first, and take it out of queries.sql",
    .check_file = find_failing_queries,
};

}  // namespace d1mcp::lint::rules
