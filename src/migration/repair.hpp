#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "migration/directory.hpp"
#include "migration/history.hpp"
#include "migration/stamp.hpp"
#include "sql/connection.hpp"

namespace d1mcp::migration {

/// What a repair does to one migration. Tables and rows of people are never touched.
struct Repair {
  enum class Kind {
    record,    ///< A row is added; the file is not run.
    forget,    ///< The row is taken away: the file is pending again.
    restamp,   ///< The row gets the hashes of the file as it is now, which means the same.
    rename,    ///< The row gets the name the file has now.
    put_back,  ///< The file is written again; the row stays as it is.
  };

  Kind kind = Kind::record;
  std::string name;           ///< In the history.
  std::string new_name = {};  ///< Of `rename`.
  Stamp stamp = {};           ///< What is written, of the first four but `forget`; of `put_back`
                              ///< what is there.
};

std::string_view to_string(Repair::Kind kind);

/// "records 001_a.sql as applied without running it": what a person is asked about.
std::string describe(const Repair& repair);

/// The record of a file that is not run; `how` is "baseline" or "mark_applied".
Result<Repair> record_without_running(const MigrationFile& file, std::string_view how);

/// The pending file that `target` names, by name or number. One that is applied is `conflict`.
Result<MigrationFile> choose_pending_file(const Directory& directory,
                                          const std::vector<HistoryRow>& history,
                                          std::string_view target);

/// The removal of the row that `target` names, by name or number.
Result<Repair> forget_row(const std::vector<HistoryRow>& history, std::string_view target);

/// Whether files that are gone are written again from the text that was kept of them.
enum class LostFiles { leave, put_back };

/// What brings names and hashes of the history in line with files that still mean what they did.
/// Files that were edited in meaning stay as they are.
Result<std::vector<Repair>> plan_restamp(const Directory& directory,
                                         const std::vector<HistoryRow>& history,
                                         LostFiles lost);

/// What repairs were planned on.
struct RepairRun {
  const Directory& directory;
  const std::vector<HistoryRow>& history;
  std::string table;  ///< The history's.
};

/// Does all of it: the files first, never over one that is there, then the rows in one transaction,
/// which happens only while the history is still as it was (`conflict` otherwise).
Status run_repairs(sql::Connection& connection,
                   const RepairRun& run,
                   const std::vector<Repair>& repairs,
                   const Work& work);

}  // namespace d1mcp::migration
