#include "core/text.hpp"
#include "lint/rebuild.hpp"
#include "lint/rules/rules.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::lint::rules {
namespace {

constexpr std::uint64_t kLargestD1Bytes = 10ULL * 1024 * 1024 * 1024;

// The old rows, the new ones, and the journal of both.
constexpr std::uint64_t kTimesTheTable = 3;

// Whether a table as large as the whole database would be a reason to look.
bool may_lack_room(const Target& target) {
  if (!target.storage) return false;
  const std::uint64_t bytes = target.storage->database_bytes;
  return bytes * kTimesTheTable > target.storage->free_bytes ||
         (target.is_d1() && bytes * 2 > kLargestD1Bytes);
}

// The bytes of the values: what the table takes at least.
Result<std::uint64_t> bytes_of(const sql::TableInfo& table, LiveData& data) {
  std::string sums;
  for (const sql::ColumnInfo& column : table.columns) {
    if (column.generated == sql::Generated::virtual_column || column.hidden) continue;
    sums += (sums.empty() ? "sum(length(CAST(" : ", sum(length(CAST(") +
            sql::quote_identifier(column.name) + " AS BLOB)))";
  }
  TRY_ASSIGN(const sql::Table found,
             data.rows("SELECT " + sums + " FROM " + sql::quote_identifier(table.summary.name)));
  std::uint64_t bytes = 0;
  for (const sql::Value& value : found.rows.front()) {
    const auto* sum = std::get_if<std::int64_t>(&value);
    if (sum != nullptr) bytes += static_cast<std::uint64_t>(*sum);
  }
  return bytes;
}

Status find_rebuilds_without_room(const File& file,
                                  const Step& step,
                                  LiveData& data,
                                  Reporter& report) {
  if (!may_lack_room(file.target)) return {};
  const auto rebuild = rebuild_of(file, step);
  if (!rebuild || rebuild->copy == nullptr) return {};
  const sql::TableInfo* table = file.live->table(rebuild->table);
  if (table == nullptr || table->summary.kind != sql::TableKind::table) return {};
  TRY_ASSIGN(const std::uint64_t bytes, bytes_of(*table, data));
  const Storage& storage = *file.target.storage;
  const std::string size = rebuild->table + " holds " + human_bytes(bytes);
  // No figure of the free room: what is found stands for the plan, and should not change by itself.
  if (bytes * kTimesTheTable > storage.free_bytes) {
    report.at(step,
              {.message = size + " and its rebuild needs about three times that, which is not free "
                                 "on the disk"});
  }
  if (file.target.is_d1() && storage.database_bytes + bytes > kLargestD1Bytes) {
    report.at(step,
              {.message = size + ": with a second copy of it the database passes the 10 GB of D1"});
  }
  return {};
}

}  // namespace

constinit const Rule kRuleP03 = {
    .id = "P03",
    .severity = Severity::warning,
    .title = "There may be no room for the rebuild",
    .explanation =
        "While a table is made anew its rows are there twice, and the journal holds the pages that "
        "changed. The file keeps the room afterwards. On D1 a database ends at 10 GB. The size is "
        "the sum of the values, so the table on disk is somewhat larger.",
    .fix = "change the table by ALTER TABLE, or make room first",
    .ask = find_rebuilds_without_room,
};

}  // namespace d1mcp::lint::rules
