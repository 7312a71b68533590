#include "migration/apply.hpp"

#include <memory>
#include <utility>

#include "migration/file_run.hpp"
#include "migration/schema_hash.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::migration {
namespace {

constexpr const char* kDoneByAnother = "applied by another runner";

bool is_done_by_another(const Error& error) {
  return error.code == ErrorCode::conflict && error.message == kDoneByAnother;
}

HistoryStep record_of(const HistoryTarget& history,
                      const PreparedFile& file,
                      SchemaHasher& schemas) {
  const RecordMaker record = [&history, &file](const RunFacts& facts) {
    return insert_stamped(history.table,
                          file.migration,
                          {.file = file.fingerprint,
                           .schema = facts.schema,
                           .duration_ms = facts.duration_ms,
                           .rows = facts.rows_changed,
                           .backup = history.backup,
                           .by = this_program(),
                           .how = {}});
  };
  return {.table = history.table,
          .record = record,
          .guard = "SELECT " + sql::quote_text(kDoneByAnother) + " FROM " +
                   sql::quote_identifier(history.table) +
                   " WHERE name = " + sql::quote_text(file.migration),
          .schemas = history.is_kept ? &schemas : nullptr};
}

// SQLite switches foreign keys between transactions only.
Status check_foreign_keys(const std::vector<PreparedFile>& files) {
  for (const PreparedFile& file : files) {
    if (file.foreign_keys == sql::ForeignKeys::enforced) continue;
    return Error{.code = ErrorCode::invalid_argument,
                 .message = file.name +
                            " switches foreign keys off, which SQLite only does between "
                            "transactions, so it cannot share one with other files",
                 .hint = "apply the files before it first, or all without --single-transaction",
                 .place = {}};
  }
  return {};
}

/// Files on their way through one transaction.
class SharedTransaction {
 public:
  SharedTransaction(sql::Connection& connection,
                    const HistoryTarget& history,
                    const Work& work,
                    std::vector<AppliedFile>& applied)
      : connection_(connection),
        history_(history),
        work_(work),
        applied_(applied),
        schemas_(history.table) {}

  Status run(const std::vector<PreparedFile>& files) {
    std::vector<sql::Batch> batches;
    for (const PreparedFile& file : files) {
      runs_.push_back(
          std::make_unique<FileRun>(connection_, file, record_of(history_, file, schemas_), work_));
      batches.push_back(watched(*runs_.back(), file.name, files.size()));
    }
    auto done = connection_.run_together(batches, work_);
    if (done) return {};
    Error error = std::move(done).error();
    if (is_done_by_another(error)) error.hint = "run it again; what is applied then stays out";
    return std::move(error).while_doing("none of the files was applied");
  }

 private:
  // Tells of the file when it begins, and keeps what it did when it is through.
  sql::Batch watched(FileRun& run, const std::string& name, std::size_t total) {
    sql::Batch batch = run.batch();
    batch.statements = [this, name, total, has_begun = false, next = batch.statements]() mutable {
      if (!std::exchange(has_begun, true)) {
        work_.report({.what = "applying " + name, .done = applied_.size(), .total = total});
      }
      return next();
    };
    batch.approve = [this, &run, approve = batch.approve](const sql::BatchOutcome& done) -> Status {
      TRY(approve(done));
      applied_.push_back(run.outcome());
      return {};
    };
    return batch;
  }

  sql::Connection& connection_;
  const HistoryTarget& history_;
  const Work& work_;
  std::vector<AppliedFile>& applied_;
  SchemaHasher schemas_;
  std::vector<std::unique_ptr<FileRun>> runs_;
};

}  // namespace

Result<std::vector<PreparedFile>> prepare_files(const std::vector<MigrationFile>& files,
                                                d1::Dialect dialect) {
  std::vector<PreparedFile> prepared;
  for (const MigrationFile& file : files) {
    TRY_ASSIGN(const std::string text, read_text(file));
    TRY_ASSIGN(auto statements, split_text(file, text));
    const sql::ForeignKeys foreign_keys = foreign_keys_of(statements, dialect);
    prepared.push_back({.migration = file.name,
                        .name = file.name,
                        .statements = std::move(statements),
                        .fingerprint = fingerprint_of(text),
                        .foreign_keys = foreign_keys});
    if (file.verify) prepared.back().verify = read_verify_script(*file.verify);
  }
  return prepared;
}

Status apply_files(sql::Connection& connection,
                   const HistoryTarget& history,
                   const std::vector<PreparedFile>& files,
                   const Work& work,
                   std::vector<AppliedFile>& applied) {
  if (files.empty()) return {};
  TRY(ensure_history(connection, history.table, work));
  SchemaHasher schemas(history.table);
  for (const PreparedFile& file : files) {
    work.report({.what = "applying " + file.name, .done = applied.size(), .total = files.size()});
    auto outcome = run_file(connection, file, record_of(history, file, schemas), work);
    if (outcome) {
      applied.push_back(*std::move(outcome));
    } else if (is_done_by_another(outcome.error())) {
      applied.push_back(done_by_another(file));
    } else {
      return std::move(outcome).error().while_doing(file.name + " was not applied");
    }
  }
  return {};
}

Status apply_files_together(sql::Connection& connection,
                            const HistoryTarget& history,
                            const std::vector<PreparedFile>& files,
                            const Work& work,
                            std::vector<AppliedFile>& applied) {
  if (files.empty()) return {};
  TRY(check_foreign_keys(files));
  TRY(ensure_history(connection, history.table, work));
  return SharedTransaction(connection, history, work, applied).run(files);
}

}  // namespace d1mcp::migration
