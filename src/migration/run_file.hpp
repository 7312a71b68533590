#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "migration/fingerprint.hpp"
#include "migration/recorded_batch.hpp"
#include "sql/connection.hpp"

namespace d1mcp::migration {

/// A file that was read and split, ready to run: a migration, or the rollback of one.
struct PreparedFile {
  std::string migration;  ///< What the history calls the migration.
  std::string name;       ///< Of the file itself: the migration's, or its rollback's.
  std::vector<sql::Statement> statements;
  Fingerprint fingerprint = {};  ///< Of a migration; a rollback's is not recorded.
};

/// What running one file did.
struct AppliedFile {
  std::string name;  ///< Of the migration.
  std::uint32_t statements = 0;
  std::vector<sql::TableChange> changes;
  std::vector<sql::Gone> gone;
  double duration_ms = 0;
  /// True when another runner did the same while this one waited for the lock.
  bool by_another_runner = false;
};

/// What a file does to the history, in the transaction of its statements.
struct HistoryStep {
  std::string table;   ///< The history: changes to it are not told.
  RecordMaker record;  ///< Makes the statement that changes it, run last.
  /// Read first, with the write lock held: what another runner did meanwhile is seen here. A row
  /// ends the run with `conflict` and the text in it.
  std::string guard;
  SchemaHasher* schemas = nullptr;  ///< Looks at the schema behind the file, where it is set.
};

/// Runs a file and its step of the history as one transaction.
Result<AppliedFile> run_file(sql::Connection& connection,
                             const PreparedFile& file,
                             const HistoryStep& step,
                             const Work& work);

/// The outcome of a file that another runner ran first.
AppliedFile done_by_another(const PreparedFile& file);

/// Tables that lost rows although no statement of `file` names them: foreign-key actions and
/// triggers at work. One sentence each.
std::vector<std::string> unnamed_losses(const PreparedFile& file, const AppliedFile& outcome);

}  // namespace d1mcp::migration
