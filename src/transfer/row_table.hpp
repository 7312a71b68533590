#pragma once

#include <string>

#include "core/result.hpp"
#include "core/work.hpp"
#include "transfer/input_text.hpp"
#include "transfer/row_import.hpp"

namespace d1mcp::transfer {

/// The CREATE TABLE of a table for the rows of `file`, which is read to its end: the columns it
/// names, in the order in which they come, each with the type that all its values have.
///
/// | values, NULL aside | type |
/// |---|---|
/// | integers | INTEGER |
/// | numbers, some with a point or exponent | REAL |
/// | BLOBs, which only JSON Lines have | BLOB |
/// | anything else, or none | TEXT |
///
/// A number in a CSV file counts as one where its spelling is the usual one and it is not between
/// quotes: with 007 or "7" among them the column is TEXT, and so it is where REAL would round one
/// of its integers. An error has the line of the file.
Result<std::string> make_table_for(const InputText& file,
                                   const RowTarget& target,
                                   const Work& work);

}  // namespace d1mcp::transfer
