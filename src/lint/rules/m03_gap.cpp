#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

constexpr std::size_t kDigitsOfATimestamp = 8;

/// A file and the number that is missing before it.
struct Gap {
  std::string file;
  std::uint64_t missing = 0;
};

// Folders numbered in tens, or by timestamps, have no gaps: most numbers follow each other.
void find_gaps(const Folder& folder, Reporter& report) {
  std::vector<Gap> gaps;
  std::size_t consecutive = 0;
  std::uint64_t previous = 0;
  for (const std::string& file : folder.files) {
    const std::string number = number_of(file);
    if (number.empty() || number.size() >= kDigitsOfATimestamp) break;
    const std::uint64_t current = std::stoull(number);
    if (previous != 0 && current == previous + 1) ++consecutive;
    if (previous != 0 && current > previous + 1) gaps.push_back({file, previous + 1});
    previous = current;
  }
  if (gaps.size() > consecutive) return;
  for (const Gap& gap : gaps) {
    if (folder.is_applied(gap.file)) continue;
    report.whole(
        gap.file,
        {.message = "number " + std::to_string(gap.missing) + " is missing before " + gap.file});
  }
}

}  // namespace

constinit const Rule kRuleM03 = {
    .id = "M03",
    .severity = Severity::warning,
    .title = "A number is missing in the sequence",
    .explanation =
        "A file may be missing from the folder: forgotten in a commit, or still on a branch that "
        "will be merged later and then run out of order.",
    .fix = "add the file, or allow it with the reason",
    .check_folder = find_gaps,
};

}  // namespace d1mcp::lint::rules
