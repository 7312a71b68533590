#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "transfer/destination.hpp"
#include "transfer/export_selection.hpp"

namespace d1mcp::transfer {

struct TableRows {
  std::string table;
  std::uint64_t rows = 0;

  friend bool operator==(const TableRows&, const TableRows&) = default;
};

/// What an export wrote.
struct ExportSummary {
  std::vector<TableRows> tables;  ///< Those whose rows were written, in the order of the file.
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  /// Tables that exported ones refer to and that were not selected: their rows have to be in the
  /// database the dump is loaded into.
  std::vector<std::string> missing_parents;
  /// What is not in the file, and what D1 will not take from it; sentences without full stop.
  std::vector<std::string> notes;
};

/// Writes `database`, or a selection of it, as SQL text that makes an equal one: in SQLite, in D1
/// (`wrangler d1 execute --file`, the import API) and with `load_dump`. The database is seen at one
/// instant. Memory does not grow with the data.
///
/// The text is, in this order:
///
///     PRAGMA defer_foreign_keys=TRUE;
///     CREATE TABLE …;             all tables, so that rows may refer to any of them
///     CREATE VIRTUAL TABLE …;     without their shadow tables; full-text settings
///     -- "users": 2 rows
///     INSERT INTO "users"("id","name") VALUES
///     (1,'Ada'),
///     (2,'Grace');
///     DELETE FROM sqlite_sequence …; INSERT INTO sqlite_sequence …;    AUTOINCREMENT counters
///     CREATE INDEX …;
///     ANALYZE …;                  for tables that had statistics
///     CREATE VIEW …;
///     INSERT INTO "search"("search") VALUES('rebuild');     full-text indexes over other tables
///     CREATE TRIGGER …;
///
/// No statement begins or ends a transaction, calls a function D1 refuses or is longer than the
/// 100,000 bytes D1 accepts, unless a definition is; then a note says so. Values are exact, rowids
/// too. Objects of SQLite (sqlite_*) and of Cloudflare (_cf_*) are left out.
///
/// Selecting neither schema nor data is `invalid_argument`, an unknown table `not_found`.
Result<ExportSummary> write_dump(sql::Connection& database,
                                 const ExportSelection& selection,
                                 ByteSink& destination,
                                 const Work& work);

}  // namespace d1mcp::transfer
