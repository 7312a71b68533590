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
};

struct MigrationOutcome {
  std::vector<migration::AppliedFile> done;  ///< For each file, in their order.
  std::optional<migration::Backup> backup;
  std::vector<std::string> warnings;
  std::optional<mcp::Question> question;  ///< Set: nothing was done yet.
};

/// Runs the files on a private copy, and tells what they lose.
Result<MigrationOutcome> try_on_a_copy(const MigrationRun& run, const Work& work);

/// Runs the files after a person agreed to what they lose, seen on a private copy, and after a
/// backup. An error names what was done before it and stays so.
Result<MigrationOutcome> run_for_good(const Services& services,
                                      const MigrationRun& run,
                                      const mcp::CallContext& context);

/// {"path", "bytes"}
mcp::Json encode_backup(const migration::Backup& backup);

}  // namespace d1mcp::tools
