#pragma once

#include <cstdint>
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

/// How far back to go.
struct RollbackExtent {
  std::uint64_t steps = 1;  ///< How many migrations, where `to` is empty.
  std::string to;           ///< File name or number of the one that stays the newest applied.
};

/// The names of the migrations to undo, the last applied first; empty where nothing is applied or
/// `to` is the newest already. An unknown `to`, one that is not applied, and more steps than
/// migrations are applied are errors.
Result<std::vector<std::string>> choose_applied(const Directory& directory,
                                                const std::vector<HistoryRow>& history,
                                                const RollbackExtent& extent);

/// Reads and splits the rollback of every migration before anything is run. One that has no
/// rollback file, or one without a statement, is an error that says what to write. They are for a
/// database of `dialect`.
Result<std::vector<PreparedFile>> prepare_rollbacks(const Directory& directory,
                                                    const std::vector<std::string>& migrations,
                                                    d1::Dialect dialect);

/// Runs the rollbacks in order. Each file and the removal of its migration from the history are one
/// transaction, which happens only while that migration is the last applied: a file that fails
/// leaves nothing, what was rolled back before it stays so, those after it are not run. The error
/// names file, line, column and statement. `rolled_back` holds what was done, also when the call
/// fails.
Status roll_back_files(sql::Connection& connection,
                       const HistoryTarget& history,
                       const std::vector<PreparedFile>& files,
                       const Work& work,
                       std::vector<AppliedFile>& rolled_back);

}  // namespace d1mcp::migration
