#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_traces(const File& file, Reporter& report) {
  for (const std::string& difference : file.rehearsal.not_undone) {
    report.whole({.message = "applied and rolled back, it is not as it was: " + difference});
  }
}

}  // namespace

constinit const Rule kRuleM12 = {
    .id = "M12",
    .severity = Severity::warning,
    .title = "The rollback does not undo the migration",
    .explanation =
        "The file and then its rollback were run on a private copy of the database, and the "
        "schema and all rows were compared with those before. It is not tried for databases "
        "beyond 64 MiB, nor for more than 20 pending files.",
    .fix = "complete the rollback; or allow it with the reason, where it cannot bring rows back",
    .check_file = find_traces,
};

}  // namespace d1mcp::lint::rules
