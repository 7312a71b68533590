#pragma once

#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "transfer/destination.hpp"
#include "transfer/row_export.hpp"

namespace d1mcp::transfer {

/// Writes rows as CSV (RFC 4180): a header with the column names, then a line for each row, lines
/// ending with CRLF, fields separated by commas.
///
/// | value | field |
/// |---|---|
/// | NULL | nothing |
/// | empty text | `""` |
/// | other text | as it is; between quotes when it holds a comma, a quote, CR or LF, begins or ends
/// with a space, stands in a BLOB column, or looks like a number in a column that is not TEXT |
/// | INTEGER | all its digits; in a BLOB column a zero in front where they could be base64 |
/// | REAL | the shortest decimal that reads back the same, with a point or exponent; Infinity,
/// -Infinity; in a BLOB column +Infinity, which is no base64 |
/// | BLOB | base64; `""` when it is empty |
///
/// What a reader of the file cannot see from it (which columns hold BLOBs, that texts are not valid
/// UTF-8: they are written as they are) is told in the notes.
Result<RowExportSummary> write_csv(sql::Connection& database,
                                   const RowSource& source,
                                   ByteSink& destination,
                                   const Work& work);

}  // namespace d1mcp::transfer
