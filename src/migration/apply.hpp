#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "d1/dialect.hpp"
#include "migration/directory.hpp"
#include "migration/history.hpp"
#include "migration/run_file.hpp"
#include "sql/connection.hpp"

namespace d1mcp::migration {

/// Reads and splits every file and its verify script before anything is run, so that a file that
/// cannot be read stops the whole run while nothing has changed; what is wrong with a verify script
/// is told when it is to run. They are for a database of `dialect`.
Result<std::vector<PreparedFile>> prepare_files(const std::vector<MigrationFile>& files,
                                                d1::Dialect dialect);

/// Applies the files in order. Each file, its verify script and its history row, with a stamp, are
/// one transaction: a file that fails leaves nothing, the files before it stay applied, those after
/// it are not run. The error names file, line, column and statement. `applied` holds what was done,
/// also when the call fails.
Status apply_files(sql::Connection& connection,
                   const HistoryTarget& history,
                   const std::vector<PreparedFile>& files,
                   const Work& work,
                   std::vector<AppliedFile>& applied);

/// The same in one transaction: all files are applied, or none is. A file that switches foreign
/// keys off is refused, since that happens between transactions. `applied` holds the files that
/// ran; when the call fails none of them stays applied.
Status apply_files_together(sql::Connection& connection,
                            const HistoryTarget& history,
                            const std::vector<PreparedFile>& files,
                            const Work& work,
                            std::vector<AppliedFile>& applied);

}  // namespace d1mcp::migration
