#include <algorithm>
#include <utility>

#include "d1/error_text.hpp"
#include "sqlite/bound_statements.hpp"
#include "sqlite/change_counter.hpp"
#include "sqlite/connection.hpp"
#include "sqlite/default_values.hpp"
#include "sqlite/no_rows.hpp"
#include "sqlite/prepare.hpp"
#include "sqlite/row_counts.hpp"

// FileConnection::run_together: one BEGIN IMMEDIATE … COMMIT around the statements of batches.

namespace d1mcp::sqlite {
namespace {

// RESTRICT fails with the result code of a trigger, other actions with one of their own; they share
// how the message begins.
constexpr std::string_view kForeignKeyFailed = "FOREIGN KEY constraint failed";

class GuardRow final : public sql::RowSink {
 public:
  Status columns(std::span<const sql::Column>) override { return {}; }

  Result<sql::Flow> row(std::span<const sql::Cell> cells) override {
    reason = cells.empty() ? "the database changed meanwhile" : std::string(cells[0].bytes);
    return sql::Flow::enough;
  }

  std::optional<std::string> reason;
};

Place place_of(const sql::Statement& statement) {
  return {.file = {},
          .line = statement.start.line,
          .column = statement.start.column,
          .statement = statement.number};
}

Error ended_by_itself(const sql::Statement& statement) {
  return Error{.code = ErrorCode::sql_error,
               .message =
                   "the statement ended the transaction (ON CONFLICT ROLLBACK or RAISE(ROLLBACK)); "
                   "everything was rolled back",
               .hint = "use ABORT instead of ROLLBACK",
               .place = place_of(statement)};
}

Error in_origin(Error error, const std::string& origin) {
  if (error.place && error.place->file.empty()) error.place->file = origin;
  return error;
}

}  // namespace

Result<std::vector<sql::BatchOutcome>> FileConnection::run_together(
    std::span<const sql::Batch> batches, const Work& work) {
  Supervision supervision(handle_.get(), work, options_.lock_wait);
  supervising_ = &supervision;
  auto outcomes = run_supervised(batches, work);
  supervising_ = nullptr;
  if (batches.front().foreign_keys == sql::ForeignKeys::enforced) return outcomes;
  auto enforced = execute_trusted(handle_.get(), "PRAGMA foreign_keys=ON");
  if (outcomes && !enforced) return std::move(enforced).error();
  return outcomes;
}

Result<std::vector<sql::BatchOutcome>> FileConnection::run_supervised(
    std::span<const sql::Batch> batches, const Work& work) {
  TRY(work.check());
  TRY(begin(batches.front().foreign_keys, work));
  auto outcomes = run_each(batches, work);
  authorizer_->allow(Permission::everything);
  if (outcomes) {
    if (auto finished = finish(batches.front().fate, work); !finished) {
      outcomes = in_origin(std::move(finished).error(), batches.back().origin);
    }
  }
  if (!outcomes) roll_back();
  return outcomes;
}

Result<std::vector<sql::BatchOutcome>> FileConnection::run_each(std::span<const sql::Batch> batches,
                                                                const Work& work) {
  std::vector<sql::BatchOutcome> outcomes;
  for (const sql::Batch& batch : batches) {
    auto outcome = run_one(batch, work);
    if (!outcome) return in_origin(std::move(outcome).error(), batch.origin);
    outcomes.push_back(*std::move(outcome));
  }
  return outcomes;
}

Result<sql::BatchOutcome> FileConnection::run_one(const sql::Batch& batch, const Work& work) {
  TRY(check_guard(batch.guard, work));
  TRY_ASSIGN(sql::BatchOutcome outcome, run_statements(batch, work));
  authorizer_->allow(Permission::everything);
  if (batch.approve && batch.fate == sql::Fate::commit) TRY(batch.approve(outcome));
  return outcome;
}

Status FileConnection::begin(sql::ForeignKeys foreign_keys, const Work& work) {
  authorizer_->allow(Permission::everything);
  const bool enforced = foreign_keys == sql::ForeignKeys::enforced;
  TRY(execute_trusted(handle_.get(),
                      enforced ? "PRAGMA foreign_keys=ON" : "PRAGMA foreign_keys=OFF"));
  // IMMEDIATE: a deferred transaction that turns into a writer later fails at once, without
  // waiting.
  const int code = sqlite3_exec(handle_.get(), "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return step_error(code, {}, work);
  keep_journal();
  return {};
}

Status FileConnection::check_guard(const std::string& guard, const Work& work) {
  if (guard.empty()) return {};
  const sql::Statement statement{.text = guard, .start = {}, .number = 0};
  TRY_ASSIGN(const PreparedStatement prepared, prepare(handle_.get(), *authorizer_, statement));
  GuardRow row;
  TRY(stream(prepared.get(), row, work));
  if (!row.reason) return {};
  return Error{.code = ErrorCode::conflict, .message = *row.reason, .hint = {}, .place = {}};
}

// SQLite's authorizer is not told what ALTER TABLE … RENAME TO makes of a name, so the schema is
// looked at: D1 would lose sight of a table that begins with _cf_.
Result<std::int64_t> FileConnection::count_reserved_names(const Work& work) {
  if (options_.dialect == d1::Dialect::sqlite || role_ == Role::scratch) return std::int64_t{0};
  authorizer_->allow(Permission::everything);
  const sql::Statement count{
      .text = "SELECT count(*) FROM sqlite_schema WHERE lower(substr(name, 1, 4)) = '_cf_'",
      .start = {},
      .number = 0};
  TRY_ASSIGN(const PreparedStatement prepared, prepare(handle_.get(), *authorizer_, count));
  const int code = sqlite3_step(prepared.get());
  if (code != SQLITE_ROW) return step_error(code, {}, work);
  return static_cast<std::int64_t>(sqlite3_column_int64(prepared.get(), 0));
}

Result<sql::BatchOutcome> FileConnection::run_statements(const sql::Batch& batch,
                                                         const Work& work) {
  TRY_ASSIGN(const std::int64_t reserved_before, count_reserved_names(work));
  BrokenKeys broken_before;
  if (batch.foreign_keys == sql::ForeignKeys::checked) {
    TRY_ASSIGN(broken_before, broken_keys(work));
  }
  const std::int64_t changed_before = sqlite3_total_changes64(handle_.get());
  Watch watch(handle_.get());
  BoundStatements bound(handle_.get(), *authorizer_);
  sql::BatchOutcome outcome;
  UsedParameters used{.named = std::vector<bool>(batch.parameters.named.size(), false)};
  while (true) {
    TRY_ASSIGN(const std::optional<sql::Statement> statement, batch.statements());
    if (!statement) break;
    TRY_ASSIGN(const auto row_counts,
               statement->values.empty() ? run_statement(*statement, batch, used, watch, work)
                                         : run_bound(*statement, bound, work));
    add_row_counts(outcome.row_counts, row_counts);
    ++outcome.statements;
  }
  outcome.rows_changed = sqlite3_total_changes64(handle_.get()) - changed_before;
  if (auto all_used = check_all_used(batch.parameters, used); !all_used)
    return wrong_parameters(std::move(all_used).error());
  if (batch.foreign_keys == sql::ForeignKeys::checked) TRY(check_keys(broken_before, work));
  TRY_ASSIGN(const std::int64_t reserved_after, count_reserved_names(work));
  if (reserved_after > reserved_before) {
    return Error{.code = ErrorCode::permission_denied,
                 .message = d1::error_text({.message = "not authorized",
                                            .code = SQLITE_AUTH,
                                            .extended_code = SQLITE_AUTH,
                                            .error_offset = {}}),
                 .hint =
                     "a name that begins with _cf_ is reserved for D1 itself; rename to another "
                     "name; nothing was changed",
                 .place = {}};
  }
  outcome.changes = watch.counter.changes();
  if (batch.tells_gone) {
    TRY_ASSIGN(outcome.gone, list_gone(watch.names, work));
  }
  outcome.last_insert_rowid = sqlite3_last_insert_rowid(handle_.get());
  return outcome;
}

Status FileConnection::check_all_used(const sql::Parameters& parameters,
                                      const UsedParameters& used) {
  if (!parameters.positional.empty() && !used.positional) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "positional parameters were given, but no statement has a parameter",
                 .hint = "put a ? where each belongs; nothing was changed",
                 .place = {}};
  }
  for (std::size_t index = 0; index < parameters.named.size(); ++index) {
    if (used.named[index]) continue;
    return Error{.code = ErrorCode::invalid_argument,
                 .message = "no statement has a parameter called " + parameters.named[index].first,
                 .hint = "nothing was changed",
                 .place = {}};
  }
  return {};
}

// A table that is emptied at once has no trigger and no foreign key, so nothing else was changed.
void FileConnection::count_emptied(ChangeCounter& counter, std::int64_t rows) const {
  constexpr std::string_view kDelete = "delete from ";
  const std::string_view write = authorizer_->write();
  if (write.starts_with(kDelete)) counter.count_emptied(write.substr(kDelete.size()), rows);
}

// What a trigger empties has to be noticed row by row: nothing else tells which table it was.
Result<PreparedStatement> FileConnection::compile(const sql::Statement& statement,
                                                  ChangeCounter& counter) {
  authorizer_->allow(batch_permission());
  auto compiled = [&] {
    const ChangeCounter::Unnoticed unnoticed(counter);
    return prepare(handle_.get(), *authorizer_, statement);
  }();
  if (!compiled || !authorizer_->reaches_inside()) return compiled;
  authorizer_->allow(batch_permission());
  return prepare(handle_.get(), *authorizer_, statement);
}

Result<std::optional<sql::RowCounts>> FileConnection::run_statement(const sql::Statement& statement,
                                                                    const sql::Batch& batch,
                                                                    UsedParameters& used,
                                                                    Watch& watch,
                                                                    const Work& work) {
  TRY(work.check());
  ChangeCounter& counter = watch.counter;
  TRY_ASSIGN(const PreparedStatement prepared, compile(statement, counter));
  if (batch.tells_gone) TRY(watch_names(watch.names, work));
  sql::Parameters bound = batch.parameters;
  if (sqlite3_bind_parameter_count(prepared.get()) == 0) {
    bound.positional.clear();
  } else {
    used.positional = true;
  }
  if (auto taken = bind(prepared.get(), bound); !taken)
    return wrong_parameters(std::move(taken).error());
  for (std::size_t index = 0; index < batch.parameters.named.size(); ++index) {
    if (has_parameter(prepared.get(), batch.parameters.named[index].first))
      used.named[index] = true;
  }
  NoRows nobody;
  const bool gives_rows = sqlite3_column_count(prepared.get()) > 0;
  sql::RowSink& sink = gives_rows && batch.rows != nullptr ? *batch.rows : nobody;
  const std::int64_t noticed_before = counter.noticed();
  const std::int64_t changed_before = sqlite3_total_changes64(handle_.get());
  auto streamed = stream(prepared.get(), sink, work);
  if (!streamed) {
    Error error = std::move(streamed).error();
    if (error.message.starts_with(kForeignKeyFailed))
      name_broken_keys(error, statement, bound, work);
    return std::move(error).at(place_of(statement));
  }
  if (sqlite3_get_autocommit(handle_.get()) != 0) return ended_by_itself(statement);
  if (role_ != Role::scratch) TRY(check_default_values(handle_.get(), *authorizer_, statement));
  if (counter.noticed() == noticed_before)
    count_emptied(counter, sqlite3_total_changes64(handle_.get()) - changed_before);
  return streamed->row_counts;
}

Result<std::optional<sql::RowCounts>> FileConnection::run_bound(const sql::Statement& statement,
                                                                BoundStatements& bound,
                                                                const Work& work) {
  TRY(work.check());
  authorizer_->allow(batch_permission());
  TRY_ASSIGN(sqlite3_stmt* const prepared, bound.prepared(statement));
  int code = sqlite3_step(prepared);
  while (code == SQLITE_ROW) code = sqlite3_step(prepared);
  sqlite3_reset(prepared);
  if (code == SQLITE_DONE) {
    if (sqlite3_get_autocommit(handle_.get()) != 0) return ended_by_itself(statement);
    return take_row_counts(prepared);
  }
  Error error = step_error(code, {}, work);
  if (error.message.starts_with(kForeignKeyFailed)) {
    name_broken_keys(error, statement, {.positional = statement.values, .named = {}}, work);
  }
  return std::move(error).at(place_of(statement));
}

Status FileConnection::finish(sql::Fate fate, const Work& work) {
  if (fate == sql::Fate::roll_back) {
    int unresolved = 0;
    int ignored = 0;
    sqlite3_db_status(
        handle_.get(), SQLITE_DBSTATUS_DEFERRED_FKS, &unresolved, &ignored, /*resetFlg=*/0);
    if (unresolved != 0) return foreign_key_error();
    roll_back();
    return {};
  }
  const int code = sqlite3_exec(handle_.get(), "COMMIT", nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return {};
  if (code == SQLITE_CONSTRAINT_FOREIGNKEY || code == SQLITE_CONSTRAINT) return foreign_key_error();
  return step_error(code, {}, work);
}

void FileConnection::roll_back() {
  authorizer_->allow(Permission::everything);
  if (sqlite3_get_autocommit(handle_.get()) == 0)
    static_cast<void>(execute_trusted(handle_.get(), "ROLLBACK"));
}

}  // namespace d1mcp::sqlite
