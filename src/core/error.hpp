#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace d1mcp {

/// What kind of failure happened. The spelling given by `to_string` is a public contract: it stands
/// in tool results and in `--json` output, so codes are added and never renamed.
enum class ErrorCode {
  invalid_argument,   ///< The caller's input is wrong; the same call can never succeed.
  not_found,          ///< A named thing (database, table, file, migration) does not exist.
  already_exists,     ///< Something is in the way and would have to be overwritten.
  conflict,           ///< The state changed under the call, or contradicts it.
  not_a_database,     ///< The file is not a SQLite database (or is encrypted, or damaged).
  permission_denied,  ///< The access level, an allow-list or the operating system forbids it.
  sql_error,          ///< SQLite refused a statement.
  constraint,         ///< A statement broke a constraint of the schema.
  busy,               ///< Another program holds a lock for longer than we wait.
  limit_exceeded,     ///< A size, depth or count limit was hit.
  no_space,           ///< The disk or quota is full.
  io_error,           ///< Reading or writing failed.
  unsupported,        ///< Recognised, but this program cannot do it.
  cancelled,          ///< The client, a signal or the end of input stopped it.
  timed_out,          ///< The call's own time limit stopped it.
  internal,           ///< A bug in this program.
};

std::string_view to_string(ErrorCode code);

/// A place in a text the user wrote. Lines and columns count from 1, columns in Unicode code
/// points; 0 means unknown.
struct Place {
  std::string file;  ///< As the user knows it; empty for text that came with the call.
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t statement = 0;  ///< Which statement of the text, from 1.

  friend bool operator==(const Place&, const Place&) = default;
};

/// "migrations/003_x.sql:4:12 (statement 2)", leaving out what is unknown; empty if all is.
std::string to_string(const Place& place);

/// A failure the user can be told about. `message` is one sentence about the user's world without a
/// final full stop; `hint` says what to do next and may be empty.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  std::string hint;
  std::optional<Place> place;

  /// The same error, its message introduced by what was being done: "applying 003_x.sql: …".
  [[nodiscard]] Error while_doing(std::string_view action) &&;

  /// The same error with a place, unless it has one already: the innermost place is the precise
  /// one.
  [[nodiscard]] Error at(Place where) &&;
};

/// Everything a person needs, in one to three lines: place and message, then the hint.
std::string describe(const Error& error);

}  // namespace d1mcp
