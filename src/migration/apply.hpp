#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "migration/directory.hpp"
#include "migration/history.hpp"
#include "migration/run_file.hpp"
#include "sql/connection.hpp"

namespace d1mcp::migration {

/// Reads and splits every file before anything is run, so that a file that cannot be read stops the
/// whole run while nothing has changed.
Result<std::vector<PreparedFile>> prepare_files(const std::vector<MigrationFile>& files);

/// Applies the files in order. Each file and its history row, with a stamp, are one transaction: a
/// file that fails leaves nothing, the files before it stay applied, those after it are not run.
/// The error names file, line, column and statement. `applied` holds what was done, also when the
/// call fails.
Status apply_files(sql::Connection& connection,
                   const HistoryTarget& history,
                   const std::vector<PreparedFile>& files,
                   const Work& work,
                   std::vector<AppliedFile>& applied);

}  // namespace d1mcp::migration
