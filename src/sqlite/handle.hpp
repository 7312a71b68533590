#pragma once

#include <memory>
#include <sqlite3.h>
#include <string_view>

#include "core/error.hpp"
#include "core/result.hpp"
#include "core/work.hpp"
#include "d1/dialect.hpp"
#include "sql/statement.hpp"

namespace d1mcp::sqlite {

struct CloseHandle {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, CloseHandle>;

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using PreparedStatement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// Opens a file with sqlite3_open_v2 and extended result codes. `file` is absolute, so that no name
/// is ever read as a URI or as ":memory:".
Result<Handle> open_handle(const std::string& file, int flags);

/// What the last failed call on `handle` means, in the user's words. `result_code` is its extended
/// result code.
Error sqlite_error(sqlite3* handle, int result_code);

/// The same for a statement: where `dialect` is one of D1's, the message is what D1 says, to the
/// letter.
Error statement_error(sqlite3* handle, int result_code, d1::Dialect dialect);

/// The same with a place in the script `statement` is from: where sqlite3_error_offset() points.
Error statement_error(sqlite3* handle,
                      int result_code,
                      const sql::Statement& statement,
                      d1::Dialect dialect);

/// Runs trusted SQL that gives no rows: our own text, never a user's.
Status execute_trusted(sqlite3* handle, const char* sql);

/// Lets `work` interrupt whatever runs on `handle`, and waits for other programs' locks no longer
/// than `lock_wait`, for as long as this object lives; then `outer` supervises again, where there
/// is one.
class Supervision {
 public:
  Supervision(sqlite3* handle,
              const Work& work,
              std::chrono::milliseconds lock_wait,
              Supervision* outer = nullptr);
  ~Supervision();
  Supervision(const Supervision&) = delete;
  Supervision& operator=(const Supervision&) = delete;
  Supervision(Supervision&&) = delete;
  Supervision& operator=(Supervision&&) = delete;

 private:
  void begin();
  static int on_progress(void* self);
  static int on_busy(void* self, int attempt);

  sqlite3* handle_;
  const Work& work_;
  std::chrono::milliseconds lock_wait_;
  Supervision* outer_;
  Work::Clock::time_point waiting_since_;
};

}  // namespace d1mcp::sqlite
