#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

constexpr std::size_t kLargeFile = 1024UL * 1024UL;

void find_large_files(const File& file, Reporter& report) {
  if (file.text.size() <= kLargeFile) return;
  report.whole({.message = "the file has " + with_thousands(file.text.size()) + " bytes"});
}

}  // namespace

constinit const Rule kRuleM15 = {
    .id = "M15",
    .severity = Severity::warning,
    .title = "The file is large for a migration",
    .explanation =
        "Rows belong in a seed, not in a step of the schema: every new database, every test and "
        "every copy runs them again, and a remote D1 takes them in pieces.",
    .fix = "move the rows to a seed file or an import",
    .check_file = find_large_files,
};

}  // namespace d1mcp::lint::rules
