#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/work.hpp"
#include "d1/dialect.hpp"
#include "migration/fingerprint.hpp"
#include "migration/recorded_batch.hpp"
#include "migration/row_numbers.hpp"
#include "migration/verify_script.hpp"
#include "sql/connection.hpp"

namespace d1mcp::migration {

/// What running one file did.
struct AppliedFile {
  std::string name;  ///< Of the migration.
  std::uint32_t statements = 0;
  std::uint32_t verified = 0;  ///< How many queries of its verify script agreed.
  std::vector<sql::TableChange> changes;
  std::vector<sql::Gone> gone;
  /// How many rows fewer tables have than before the file; looked at where it drops a table, whose
  /// rows are no `changes`.
  RowNumbers fewer = {};
  double duration_ms = 0;
  /// True when another runner did the same while this one waited for the lock.
  bool by_another_runner = false;
};

/// A file that was read and split, ready to run: a migration, or the rollback of one.
struct PreparedFile {
  std::string migration;  ///< What the history calls the migration.
  std::string name;       ///< Of the file itself: the migration's, or its rollback's.
  std::vector<sql::Statement> statements;
  Fingerprint fingerprint = {};  ///< Of a migration; a rollback's is not recorded.
  sql::ForeignKeys foreign_keys = sql::ForeignKeys::enforced;
  std::optional<VerifyScript> verify = {};
  /// What it did when it was rehearsed; when it runs it may take away no more than that.
  std::optional<AppliedFile> rehearsed = {};
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

/// How foreign keys are treated while `statements`, a file's, run: SQLite obeys PRAGMA
/// foreign_keys=OFF only outside a transaction, so a file that begins with it runs with foreign
/// keys switched off before its transaction, and is checked for rows without their parents at its
/// end. D1 always enforces them.
sql::ForeignKeys foreign_keys_of(const std::vector<sql::Statement>& statements,
                                 d1::Dialect dialect);

/// Runs a file, its verify script and its step of the history as one transaction. Fails with
/// `conflict` where it would take away more than was rehearsed.
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
