#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loss_approval.hpp"
#include "migration/backup.hpp"
#include "migration/history.hpp"
#include "migration/run_file.hpp"
#include "tools.hpp"

namespace d1mcp::tools {

/// Prepared files on their way into a database: what applying migrations and rolling them back
/// share.
struct MigrationRun {
  workspace::Entry& entry;
  std::vector<migration::PreparedFile> files;
  /// Runs `files`: migration::apply_files, apply_files_together or roll_back_files.
  Status (*run_files)(sql::Connection& connection,
                      const migration::HistoryTarget& history,
                      const std::vector<migration::PreparedFile>& files,
                      const Work& work,
                      std::vector<migration::AppliedFile>& done);
  std::string_view done;  ///< What it does to a migration, in the past tense: "applied".
  sqlite::Creation creation = sqlite::Creation::must_exist;
  /// Whether what ran before a failure stays.
  Transactions transactions = Transactions::one_a_file;
};

struct MigrationOutcome {
  std::vector<migration::AppliedFile> done;  ///< For each file, in their order.
  std::optional<migration::Backup> backup;
  std::vector<std::string> warnings;
  std::optional<mcp::Question> question;  ///< Set: nothing was done yet.
};

/// Whether the statements of a file are to blame for `error`, not the machine it ran on.
bool is_by_the_file(const Error& error);

/// What the files did on a private copy: those up to the one that cannot run, and why it cannot.
struct Trial {
  std::vector<migration::AppliedFile> done;
  std::optional<Error> failure;
};

/// Runs the files on a private copy. Errors are of the machine, not of the files.
Result<Trial> try_on_a_copy(const MigrationRun& run, const Work& work);

/// What the files that were run take away, a sentence each.
std::vector<std::string> losses_of(const MigrationRun& run,
                                   const std::vector<migration::AppliedFile>& done);

/// Makes a trial without failure the outcome of a dry run.
void report_trial(const MigrationRun& run, Trial trial, MigrationOutcome& outcome);

/// Runs the files on the database itself, after a backup. None may take away more than it did in
/// `trial`. An error names what was done before it and stays so.
Status run_for_good(MigrationRun& run,
                    const Trial& trial,
                    const Work& work,
                    MigrationOutcome& outcome);

/// {"name", "statements", "verified", "changes", "duration_ms"}
mcp::Json encode_done(const migration::AppliedFile& file);

/// `result` with the backup and the warnings, where there are any.
mcp::ToolResult with_outcome(mcp::Json result, const MigrationOutcome& outcome);

}  // namespace d1mcp::tools
