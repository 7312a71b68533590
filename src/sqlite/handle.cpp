#include "sqlite/handle.hpp"

#include <thread>

#include "d1/error_text.hpp"
#include "sql/splitter.hpp"

namespace d1mcp::sqlite {
namespace {

// Often enough that a cancel is felt at once, rare enough to cost nothing measurable.
constexpr int kOperationsBetweenChecks = 1000;
constexpr std::chrono::milliseconds kLockRetry{5};

struct Meaning {
  ErrorCode code;
  const char* hint;
};

Meaning meaning_of(int result_code) {
  switch (result_code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::busy,
              "another program is writing to this database; try again when it is done"};
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH: return {ErrorCode::constraint, ""};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return {ErrorCode::permission_denied, ""};
    case SQLITE_FULL: return {ErrorCode::no_space, "free some disk space; nothing was changed"};
    case SQLITE_IOERR: return {ErrorCode::io_error, ""};
    case SQLITE_CANTOPEN:
      return {ErrorCode::io_error, "check that the file and its directory can be read"};
    case SQLITE_NOTADB:
      return {ErrorCode::not_a_database, "it is another kind of file, or an encrypted database"};
    case SQLITE_CORRUPT:
      return {ErrorCode::not_a_database,
              "the file is damaged: keep a copy, and restore a backup or try sqlite3's .recover"};
    case SQLITE_TOOBIG: return {ErrorCode::limit_exceeded, ""};
    case SQLITE_NOMEM:
      return {ErrorCode::limit_exceeded, "the statement needs more memory than there is"};
    default: return {ErrorCode::sql_error, ""};
  }
}

}  // namespace

Result<Handle> open_handle(const std::string& file, int flags) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(
      file.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Handle handle(raw);
  if (code != SQLITE_OK) return sqlite_error(raw, code).while_doing("cannot open " + file);
  return handle;
}

Error sqlite_error(sqlite3* handle, int result_code) {
  const Meaning meaning = meaning_of(result_code);
  return Error{.code = meaning.code,
               .message = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(result_code),
               .hint = meaning.hint,
               .place = {}};
}

Error statement_error(sqlite3* handle, int result_code, d1::Dialect dialect) {
  Error error = sqlite_error(handle, result_code);
  if (dialect == d1::Dialect::sqlite) return error;
  const int offset = sqlite3_error_offset(handle);
  error.message =
      d1::error_text({.message = sqlite3_errmsg(handle),
                      .code = result_code & 0xFF,
                      .extended_code = sqlite3_extended_errcode(handle),
                      .error_offset = offset < 0 ? std::nullopt : std::optional(offset)});
  return error;
}

Error statement_error(sqlite3* handle,
                      int result_code,
                      const sql::Statement& statement,
                      d1::Dialect dialect) {
  Error error = statement_error(handle, result_code, dialect);
  const int offset = sqlite3_error_offset(handle);
  const sql::Position position =
      sql::position_in_script(statement, offset < 0 ? 0 : static_cast<std::size_t>(offset));
  error.place = Place{
      .file = {}, .line = position.line, .column = position.column, .statement = statement.number};
  return error;
}

Status execute_trusted(sqlite3* handle, const char* sql) {
  const int code = sqlite3_exec(handle, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return sqlite_error(handle, code);
  return {};
}

Supervision::Supervision(sqlite3* handle,
                         const Work& work,
                         std::chrono::milliseconds lock_wait,
                         Supervision* outer)
    : handle_(handle), work_(work), lock_wait_(lock_wait), outer_(outer) {
  begin();
}

Supervision::~Supervision() {
  sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
  sqlite3_busy_handler(handle_, nullptr, nullptr);
  if (outer_ != nullptr) outer_->begin();
}

void Supervision::begin() {
  sqlite3_progress_handler(handle_, kOperationsBetweenChecks, on_progress, this);
  sqlite3_busy_handler(handle_, on_busy, this);
}

int Supervision::on_progress(void* self) {
  return static_cast<Supervision*>(self)->work_.must_end() ? 1 : 0;
}

int Supervision::on_busy(void* self, int attempt) {
  auto& supervision = *static_cast<Supervision*>(self);
  const auto now = Work::Clock::now();
  if (attempt == 0) supervision.waiting_since_ = now;
  if (supervision.work_.must_end() || now - supervision.waiting_since_ >= supervision.lock_wait_)
    return 0;
  std::this_thread::sleep_for(kLockRetry);
  return 1;
}

}  // namespace d1mcp::sqlite
