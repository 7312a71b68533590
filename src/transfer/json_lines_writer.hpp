#pragma once

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "transfer/destination.hpp"
#include "transfer/row_export.hpp"

namespace d1mcp::transfer {

/// Writes rows as JSON Lines: one object a row and line, in UTF-8, lines ending with LF. Members
/// are named after the columns, in their order; values are as `append_json_cell` writes them.
///
/// Names within an object are made different: of several columns called "id", the second is "id_2",
/// and so on; a note says so.
Result<RowExportSummary> write_json_lines(sql::Connection& database,
                                          const RowSource& source,
                                          ByteSink& destination,
                                          const Work& work);

}  // namespace d1mcp::transfer
