#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "transfer/dump_writer.hpp"
#include "transfer/input_text.hpp"

namespace d1mcp::transfer {

/// What was loaded.
struct ImportSummary {
  std::uint64_t statements = 0;
  std::vector<TableRows> tables;  ///< Rows that were inserted and not deleted; sorted by name.
  std::uint64_t rows = 0;
  /// What was left out, and what the dump may have lost before; sentences without full stop.
  std::vector<std::string> notes;
  sql::BatchOutcome outcome;
};

/// The rows that stayed, table by table.
ImportSummary summary_of(sql::BatchOutcome outcome);

/// The terms of an import into a database that is in use.
struct ImportTerms {
  bool is_d1 = false;  ///< Whether D1's rules hold there.
  /// Sees what the import did just before it is committed, names that are gone too; a failure of it
  /// undoes everything. May be empty.
  std::function<Status(const sql::BatchOutcome&)> approve;
};

/// Loads a SQL dump into `scratch`, a new and empty database, in one transaction: after an error
/// nothing is there. Takes what `wrangler d1 export`, `sqlite3 .dump` (with virtual tables and
/// unistr()) and `write_dump` write, and scripts of CREATE and INSERT statements in general;
/// foreign keys are not enforced, so the order of the tables does not matter. Statements that are
/// left out or moved are described at `DumpStatements`.
///
/// An error says where in the text it is.
Result<ImportSummary> load_dump(const InputText& dump, sql::Connection& scratch, const Work& work);

/// Runs a SQL dump in a database that is in use, in one transaction: after an error nothing has
/// changed. Foreign keys hold at the end, in between rows may come in any order. What else is
/// different from a new database is described at `DumpStatements`.
Result<ImportSummary> import_dump(const InputText& dump,
                                  sql::Connection& database,
                                  const ImportTerms& terms,
                                  const Work& work);

}  // namespace d1mcp::transfer
