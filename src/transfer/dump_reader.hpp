#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "sql/splitter.hpp"
#include "transfer/dump_writer.hpp"

namespace d1mcp::transfer {

/// The text of a dump.
struct DumpText {
  sql::ChunkSource chunks;
  std::string name;         ///< As the user knows it: stands in errors and progress.
  std::uint64_t bytes = 0;  ///< Its size, for progress; 0 is unknown.
};

/// What was loaded.
struct ImportSummary {
  std::uint64_t statements = 0;
  std::vector<TableRows> tables;  ///< Rows that were inserted and not deleted; sorted by name.
  std::uint64_t rows = 0;
  std::vector<std::string> notes;  ///< What was left out; sentences without full stop.
};

/// Loads a SQL dump into `scratch`, a new and empty database, in one transaction: after an error
/// nothing is there. Takes what `wrangler d1 export`, `sqlite3 .dump` (with virtual tables and
/// unistr()) and `write_dump` write, and scripts of CREATE and INSERT statements in general;
/// foreign keys are not enforced, so the order of the tables does not matter. Statements that are
/// left out or moved are described at `DumpStatements`.
///
/// An error says where in the text it is.
Result<ImportSummary> load_dump(const DumpText& dump, sql::Connection& scratch, const Work& work);

}  // namespace d1mcp::transfer
