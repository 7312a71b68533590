#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace d1mcp::d1 {

/// The name of a primary SQLite result code: 5 is "SQLITE_BUSY". A code SQLite does not define
/// gives "SQLITE_UNKNOWN_ERROR_CODE(<code>)", as D1 writes it.
std::string result_code_name(int code);

/// The name of an extended SQLite result code: 787 is "SQLITE_CONSTRAINT_FOREIGNKEY". Nothing for a
/// primary code and for one D1 has no name for.
std::optional<std::string_view> extended_result_code_name(int extended_code);

/// A failure as SQLite reports it.
struct SqliteFailure {
  std::string_view message;  ///< sqlite3_errmsg
  int code = 0;              ///< The primary result code.
  int extended_code = 0;     ///< sqlite3_extended_errcode; equal to `code` when there is none.
  std::optional<int> error_offset;  ///< sqlite3_error_offset, in bytes; nothing for its -1.
};

/// The words D1 has for `failure`: `<message>[ at offset N]: <CODE>[ (extended: <EXTENDED>)]`
/// (workerd src/workerd/util/sqlite.c++, dbErrorMessage, 6552d999).
std::string error_text(const SqliteFailure& failure);

/// `error` under the words D1 has for it: they become its message, and what it said itself stands
/// in the hint.
Error in_words_of_d1(Error error, std::string words);

/// What D1 answers to parameters that are too few or too many, without a result code.
constexpr std::string_view kWrongParameterCount =
    "Wrong number of parameter bindings for SQL query.";

/// What D1 answers to BEGIN, COMMIT, END, ROLLBACK, SAVEPOINT and RELEASE, and a refused one has no
/// result code (observed with workerd 1.20261117.1).
constexpr std::string_view kTransactionRefused =
    "To execute a transaction, please use the state.storage.transaction() or "
    "state.storage.transactionSync() APIs instead of the SQL BEGIN TRANSACTION or SAVEPOINT "
    "statements. The JavaScript API is safer because it will automatically roll back on "
    "exceptions, and because it interacts correctly with Durable Objects' automatic atomic write "
    "coalescing.";

}  // namespace d1mcp::d1
