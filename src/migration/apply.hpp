#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "migration/directory.hpp"
#include "sql/connection.hpp"

namespace d1mcp::migration {

/// What applying one file did.
struct AppliedFile {
  std::string name;
  std::uint32_t statements = 0;
  std::vector<sql::TableChange> changes;
  std::vector<sql::Gone> gone;
  double duration_ms = 0;
  /// True when another runner applied the file while this one waited for the lock.
  bool by_another_runner = false;
};

/// A migration that was read and split, ready to run.
struct PreparedFile {
  MigrationFile file;
  std::vector<sql::Statement> statements;
};

/// Reads and splits every file before anything is run, so that a file that cannot be read stops the
/// whole run while nothing has changed.
Result<std::vector<PreparedFile>> prepare_files(const std::vector<MigrationFile>& files);

/// Applies the files in order. Each file and its history row are one transaction: a file that fails
/// leaves nothing, the files before it stay applied, those after it are not run. The error names
/// file, line, column and statement. `applied` holds what was done, also when the call fails.
Status apply_files(sql::Connection& connection,
                   const std::string& history_table,
                   const std::vector<PreparedFile>& files,
                   const Work& work,
                   std::vector<AppliedFile>& applied);

/// Tables that lost rows although no statement of `file` names them: foreign-key actions and
/// triggers at work. One sentence each.
std::vector<std::string> unnamed_losses(const PreparedFile& file, const AppliedFile& outcome);

}  // namespace d1mcp::migration
