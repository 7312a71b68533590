#include "sqlite/connection.hpp"

#include <utility>

#include "d1/error_text.hpp"
#include "d1/limits.hpp"
#include "d1/names.hpp"
#include "sqlite/lock_holder.hpp"
#include "sqlite/newer_functions.hpp"
#include "sqlite/prepare.hpp"
#include "sqlite/row_counts.hpp"

namespace d1mcp::sqlite {
namespace {

// A single C function such as hex() on a huge value cannot be interrupted, so a value a query makes
// is bounded unless the reader asks for any size.
constexpr int kQueryValueBytes = 64 * 1024 * 1024;
constexpr int kLargestValueBytes = 1'000'000'000;

Status check_names_used(sqlite3_stmt* statement, const sql::Parameters& parameters) {
  for (const auto& [name, value] : parameters.named) {
    if (!has_parameter(statement, name)) {
      return Error{.code = ErrorCode::invalid_argument,
                   .message = "the statement has no parameter called " + name,
                   .hint = "leave it out, or write :" + name + " in the statement",
                   .place = {}};
    }
  }
  return {};
}

// D1's limits are set on the connection, so that nothing is written here that D1 could not read.
void set_limits(sqlite3* handle, d1::Dialect dialect) {
  const std::optional<d1::Limits> limits = d1::limits_of(dialect);
  if (!limits) return;
  const auto set = [&](int which, std::int64_t most) {
    sqlite3_limit(handle, which, static_cast<int>(most));
  };
  set(SQLITE_LIMIT_SQL_LENGTH, limits->statement_bytes);
  set(SQLITE_LIMIT_VARIABLE_NUMBER, limits->bound_parameters);
  set(SQLITE_LIMIT_COLUMN, limits->columns);
  set(SQLITE_LIMIT_LENGTH, limits->value_bytes);
  set(SQLITE_LIMIT_EXPR_DEPTH, limits->expression_depth);
  set(SQLITE_LIMIT_COMPOUND_SELECT, limits->compound_select_terms);
  set(SQLITE_LIMIT_FUNCTION_ARG, limits->function_arguments);
  set(SQLITE_LIMIT_LIKE_PATTERN_LENGTH, limits->like_pattern_bytes);
  set(SQLITE_LIMIT_TRIGGER_DEPTH, limits->trigger_depth);
  set(SQLITE_LIMIT_VDBE_OP, limits->vdbe_operations);
  set(SQLITE_LIMIT_ATTACHED, limits->attached_databases);
}

// Without its module such a name is free, as in D1: for nobody's table or for a user's own.
void leave_out_eponymous_tables(sqlite3* handle, d1::Dialect dialect) {
  if (dialect == d1::Dialect::sqlite) return;
  for (const char* const name : d1::missing_eponymous_tables())
    sqlite3_create_module(handle, name, nullptr, nullptr);
}

}  // namespace

FileConnection::FileConnection(Handle handle,
                               Role role,
                               const Options& options,
                               std::shared_ptr<WalKeeper> keeper)
    : keeper_(std::move(keeper)),
      handle_(std::move(handle)),
      role_(role),
      options_(options),
      authorizer_(std::make_unique<Authorizer>(handle_.get(), options.dialect)) {
  add_newer_functions(handle_.get(), options.dialect);
  if (role_ != Role::scratch) {
    sqlite3_limit(handle_.get(), SQLITE_LIMIT_LENGTH, kQueryValueBytes);
    set_limits(handle_.get(), options.dialect);
    leave_out_eponymous_tables(handle_.get(), options.dialect);
  }
}

FileConnection::~FileConnection() {
  let_journal_go();
}

Result<sql::QueryOutcome> FileConnection::query(std::string_view sql,
                                                const sql::Parameters& parameters,
                                                sql::RowSink& sink,
                                                const Work& work) {
  const Supervision supervision(handle_.get(), work, options_.lock_wait, supervising_);
  const sql::Statement statement{.text = std::string(sql), .start = {}, .number = 1};
  authorizer_->allow(Permission::reading);
  auto prepared = prepare(handle_.get(), *authorizer_, statement);
  if (!prepared) return work.must_end() ? work.check().error() : std::move(prepared).error();
  TRY(refuse_write(prepared->get()));
  if (auto bound = bind(prepared->get(), parameters); !bound)
    return wrong_parameters(std::move(bound).error());
  TRY(check_names_used(prepared->get(), parameters));
  auto outcome = stream(prepared->get(), sink, work);
  // The statement stays prepared while its rows are read; permission ends with it.
  prepared->reset();
  authorizer_->allow(Permission::everything);
  return outcome;
}

Status FileConnection::refuse_write(sqlite3_stmt* statement) const {
  if (sqlite3_stmt_readonly(statement) != 0 || sqlite3_stmt_isexplain(statement) != 0) return {};
  if (authorizer_->is_reading_pragma()) return {};
  const std::string& write = authorizer_->write();
  return Error{
      .code = ErrorCode::permission_denied,
      .message = "this statement would " +
                 (write.empty() ? std::string("write to the database") : write) +
                 "; only statements that read are allowed here",
      .hint =
          "change data with execute_sql (access level write), the schema with a migration and "
          "apply_migration; EXPLAIN shows a statement's plan without running it",
      .place = {}};
}

Result<sql::QueryOutcome> FileConnection::stream(sqlite3_stmt* statement,
                                                 sql::RowSink& sink,
                                                 const Work& work) {
  const std::vector<sql::Column> columns = columns_of(statement);
  TRY(sink.columns(columns));
  sql::QueryOutcome outcome{.rows = 0,
                            .exhausted = true,
                            .is_explain = sqlite3_stmt_isexplain(statement) != 0,
                            .row_counts = {}};
  std::vector<sql::Cell> cells;
  while (true) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) break;
    if (code != SQLITE_ROW) return step_error(code, {}, work);
    read_row(statement, cells);
    TRY_ASSIGN(const sql::Flow flow, sink.row(cells));
    ++outcome.rows;
    if (flow == sql::Flow::enough) {
      outcome.exhausted = false;
      break;
    }
  }
  outcome.row_counts = take_row_counts(statement);
  return outcome;
}

Error FileConnection::wrong_parameters(Error error) const {
  if (options_.dialect == d1::Dialect::sqlite) return error;
  return d1::in_words_of_d1(std::move(error), std::string(d1::kWrongParameterCount));
}

Error FileConnection::step_error(int code, const sql::Statement& statement, const Work& work) {
  if (auto ended = work.check(); !ended && (code & 0xFF) != SQLITE_CONSTRAINT)
    return std::move(ended).error();
  if ((code & 0xFF) == SQLITE_BUSY) {
    Error busy = sqlite_error(handle_.get(), code);
    busy.message += " (waited " + std::to_string(options_.lock_wait.count()) + " ms)";
    const std::string holder = lock_holder(sqlite3_db_filename(handle_.get(), "main"));
    if (!holder.empty()) busy.message += "; " + holder + " holds the lock";
    return busy;
  }
  if (authorizer_->refusal()) return refused(handle_.get(), code, *authorizer_);
  if (statement.text.empty()) return statement_error(handle_.get(), code, options_.dialect);
  return statement_error(handle_.get(), code, statement, options_.dialect);
}

// A read transaction begins with its first read, which waits for a lock as every query does.
Status FileConnection::begin_reading(const Work& work) {
  const Supervision supervision(handle_.get(), work, options_.lock_wait);
  authorizer_->allow(Permission::everything);
  TRY(execute_trusted(handle_.get(), "BEGIN"));
  const int code =
      sqlite3_exec(handle_.get(), "SELECT 1 FROM sqlite_schema LIMIT 1", nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return {};
  Error error = step_error(code, {}, work);
  roll_back();
  return error;
}

Status FileConnection::read_consistently(const std::function<Status()>& reads,
                                         sql::ValueSize values,
                                         const Work& work) {
  const bool is_outermost = sqlite3_get_autocommit(handle_.get()) != 0;
  if (is_outermost) TRY(begin_reading(work));
  const int bounded = sqlite3_limit(handle_.get(),
                                    SQLITE_LIMIT_LENGTH,
                                    values == sql::ValueSize::unbounded ? kLargestValueBytes : -1);
  Status outcome = reads();
  sqlite3_limit(handle_.get(), SQLITE_LIMIT_LENGTH, bounded);
  if (is_outermost) roll_back();  // Nothing was written: ending the read is all.
  return outcome;
}

}  // namespace d1mcp::sqlite
