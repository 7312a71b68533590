#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "transfer/content_hash.hpp"
#include "transfer/dump_reader.hpp"
#include "transfer/export_selection.hpp"

namespace d1mcp::transfer {

/// What a table was found to hold, in the database and in what was made from it.
struct TableContent {
  std::string table;
  ContentHash content;

  friend bool operator==(const TableContent&, const TableContent&) = default;
};

/// Proves that `dump`, written from this selection of `database`, makes an equal one: loads it into
/// `scratch`, which is new and empty, and compares all definitions, the settings of full-text
/// tables, the AUTOINCREMENT counters and, row by row, the content of every table whose rows the
/// dump has. Full-text tables that index others are compared by their definition only, statistics
/// not at all. Gives the tables in the order of the dump.
///
/// A difference is an `io_error` that names the first object, or table and row, that differs. To be
/// called inside the `read_consistently` in which the dump was written.
///
/// The selection must have the schema. WITHOUT ROWID tables of a UTF-16 database, whose order a
/// dump in UTF-8 does not keep, are `unsupported`.
Result<std::vector<TableContent>> verify_dump(sql::Connection& database,
                                              const ExportSelection& selection,
                                              const InputText& dump,
                                              sql::Connection& scratch,
                                              const Work& work);

/// The same for a copy of the whole database, which has to be intact too (PRAGMA integrity_check).
Result<std::vector<TableContent>> verify_copy(sql::Connection& database,
                                              sql::Connection& copy,
                                              const Work& work);

}  // namespace d1mcp::transfer
