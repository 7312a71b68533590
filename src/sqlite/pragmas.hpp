#pragma once

#include <string_view>

namespace d1mcp::sqlite {

/// Whether `PRAGMA name` with or without an argument only reads: it tells something about the
/// database or the connection and changes neither (sqlite.org/pragma.html).
bool pragma_only_reads(std::string_view name, bool has_argument);

/// Whether a batch may use `PRAGMA name` beyond the reading ones: settings of the running
/// transaction or of the database's content, nothing that changes the file format, the journal mode
/// or SQLite's defences.
bool pragma_fits_a_batch(std::string_view name);

}  // namespace d1mcp::sqlite
