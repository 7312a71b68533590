#include "core/text.hpp"
#include "lint/row_rewrite.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

// So many changed pages that they no longer fit SQLite's cache of 2 MB.
constexpr std::uint64_t kRowsThatSpill = 20'000;

Status find_waiting_readers(const File& file, const Step& step, LiveData& data, Reporter& report) {
  if (file.target.is_d1()) return {};
  TRY_ASSIGN(const auto rows, rows_rewritten(step, data));
  if (rows.value_or(0) <= kRowsThatSpill) return {};
  TRY_ASSIGN(const sql::Table mode, data.rows("PRAGMA journal_mode"));
  const bool is_wal = !mode.rows.empty() && shown(mode.rows.front().front()) == "wal";
  if (is_wal) return {};
  report.at(step,
            {.message = "nobody can read the database while this changes " + counted(*rows, "row") +
                        ": its journal mode is not WAL"});
  return {};
}

}  // namespace

constinit const Rule kRuleP04 = {
    .id = "P04",
    .severity = Severity::info,
    .title = "Readers wait while many rows are changed, since the database is not in WAL mode",
    .explanation =
        "With a rollback journal SQLite writes changed pages into the database as soon as its "
        "cache is full, and from then on until the end of the transaction nobody reads. In WAL "
        "mode readers go on with what was there before.",
    .fix = "PRAGMA journal_mode=WAL, once and outside migrations",
    .ask = find_waiting_readers,
};

}  // namespace d1mcp::lint::rules
