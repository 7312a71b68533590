#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loss_approval.hpp"
#include "migration/backup.hpp"
#include "migration/run_file.hpp"
#include "tools.hpp"

namespace d1mcp::tools {

/// Prepared files on their way into a database: what applying migrations and rolling them back
/// share.
struct MigrationRun {
  workspace::Entry& entry;
  std::vector<migration::PreparedFile> files;
  /// Runs `files`: migration::apply_files or roll_back_files.
  Status (*run_files)(sql::Connection& connection,
                      const std::string& history_table,
                      const std::vector<migration::PreparedFile>& files,
                      const Work& work,
                      std::vector<migration::AppliedFile>& done);
  std::string_view done;  ///< What it does to a migration, in the past tense: "applied".
  sqlite::Creation creation = sqlite::Creation::must_exist;
  bool dry_run = false;
};

struct MigrationOutcome {
  std::vector<migration::AppliedFile> done;  ///< For each file, in their order.
  std::optional<migration::Backup> backup;
  std::vector<std::string> warnings;
  std::optional<mcp::Question> question;  ///< Set: nothing was done yet.
};

/// Runs the files and adds to `outcome` what they did and lost: in a dry run on a private copy,
/// otherwise for good, after a person agreed to what they lose, seen on such a copy, and after a
/// backup. An error names what was done before it and stays so.
Status run_migrations(const Services& services,
                      const MigrationRun& run,
                      const mcp::CallContext& context,
                      MigrationOutcome& outcome);

/// {"name", "statements", "changes", "duration_ms"}
mcp::Json encode_done(const migration::AppliedFile& file);

/// `result` with the backup and the warnings, where there are any.
mcp::ToolResult with_outcome(mcp::Json result, const MigrationOutcome& outcome);

}  // namespace d1mcp::tools
