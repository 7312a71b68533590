#include <algorithm>
#include <utility>

#include "lint/known_queries.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

using Plan = std::vector<std::string>;

// The line that says "SEARCH t …" as `scan` says "SCAN t"; empty where there is none.
std::string search_of_same_table(const Plan& plan, const std::string& scan) {
  std::string wanted = "SEARCH " + scan.substr(std::string_view("SCAN ").size());
  wanted = wanted.substr(0, wanted.find(' ', std::string_view("SEARCH ").size()));
  const auto found = std::ranges::find_if(plan, [&](const std::string& line) {
    return line == wanted || line.starts_with(wanted + " ");
  });
  return found == plan.end() ? std::string() : *found;
}

// What got worse, as it was and as it is; empty where nothing did.
std::string loss_between(const Plan& before, const Plan& after) {
  for (const std::string& line : after) {
    if (line.starts_with("SCAN ")) {
      const std::string search = search_of_same_table(before, line);
      const bool was_scanned = std::ranges::find(before, line) != before.end();
      if (!search.empty() && !was_scanned) return search + " becomes " + line;
    }
    if (line.starts_with("USE TEMP B-TREE") &&
        std::ranges::count(after, line) > std::ranges::count(before, line)) {
      const auto first = std::ranges::find_if(
          before, [](const std::string& other) { return other.find("INDEX") != other.npos; });
      return (first == before.end() ? std::string() : *first + " becomes ") + after.front() + ", " +
             line;
    }
  }
  return {};
}

void find_lost_indexes(const File& file, Reporter& report) {
  for (std::size_t i = 0; i < file.queries_after.size(); ++i) {
    const KnownQuery& query = file.queries_after[i];
    if (query.failure || file.queries_before[i].failure) continue;
    const std::string loss = loss_between(file.queries_before[i].plan, query.plan);
    if (loss.empty()) continue;
    Remark remark{.message = describe(query) + " loses its index: " + loss};
    report_change(report, file, query, std::move(remark));
  }
}

}  // namespace

constinit const Rule kRuleP02 = {
    .id = "P02",
    .severity = Severity::warning,
    .title = "A known query no longer uses an index",
    .explanation =
        "The plans of the statements in `queries.sql` of the migrations folder are compared before "
        "and after each pending file. SEARCH finds rows by an index, SCAN reads all of them, USE "
        "TEMP B-TREE sorts them first. On D1 every row that is read is paid for. The plans are "
        "made "
        "without the statistics of ANALYZE.",
    .fix = "keep the index, or make one that fits the query",
    .check_file = find_lost_indexes,
};

}  // namespace d1mcp::lint::rules
