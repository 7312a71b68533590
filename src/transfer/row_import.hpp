#pragma once

#include <memory>
#include <string>

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "sql/splitter.hpp"
#include "transfer/dump_reader.hpp"
#include "transfer/row_reader.hpp"

namespace d1mcp::transfer {

enum class RowFileFormat { csv, json_lines };

/// What becomes of a row whose key is there already.
enum class OnConflict {
  fail,     ///< Nothing at all is imported.
  ignore,   ///< The row is left out; so are rows that other constraints refuse.
  replace,  ///< The rows in its way are deleted.
};

/// Where the rows of a file go.
struct RowTarget {
  std::string table;  ///< ASCII case ignored.
  RowFileFormat format = RowFileFormat::csv;
  OnConflict on_conflict = OnConflict::fail;
};

/// Reads the rows of `format` in `chunks`; `columns` outlives the reader.
std::unique_ptr<RowReader> open_rows(sql::ChunkSource chunks,
                                     RowFileFormat format,
                                     TargetColumns& columns);

/// Inserts the rows of a CSV or JSON Lines file into a table, in one transaction: after an error
/// nothing has changed. Foreign keys hold at the end, in between rows may come in any order.
/// Columns that the file does not name get their default; generated ones are left out. An error has
/// the line of the file; an unknown table or column is `not_found` with the nearest names in the
/// hint.
Result<ImportSummary> import_rows(const InputText& file,
                                  const RowTarget& target,
                                  sql::Connection& database,
                                  const ImportTerms& terms,
                                  const Work& work);

}  // namespace d1mcp::transfer
