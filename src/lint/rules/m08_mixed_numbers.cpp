#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_mixed_numbers(const Folder& folder, Reporter& report) {
  bool has_timestamp = false;
  bool has_sequence = false;
  for (const std::string& file : folder.files) {
    const std::string number = number_of(file);
    if (number.empty()) continue;
    (number.size() >= 8 ? has_timestamp : has_sequence) = true;
    if (!has_timestamp || !has_sequence || folder.is_applied(file)) continue;
    report.whole(file, {.message = "the folder mixes timestamps and sequential numbers"});
    return;
  }
}

}  // namespace

constinit const Rule kRuleM08 = {
    .id = "M08",
    .severity = Severity::warning,
    .title = "Timestamps and sequential numbers are mixed",
    .explanation =
        "Every timestamp is larger than every sequential number, so a file numbered by hand "
        "after a timestamp comes first.",
    .fix = "choose one of the two for new files",
    .check_folder = find_mixed_numbers,
};

}  // namespace d1mcp::lint::rules
