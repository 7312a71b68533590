#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/result.hpp"
#include "core/work.hpp"
#include "sql/connection.hpp"
#include "sql/statement.hpp"

namespace d1mcp::sql {

/// What a statement does to something, as SQLite's authorizer tells it
/// (sqlite.org/c3ref/c_alter_table.html). Actions that rules have no use for are `other`.
enum class ActionKind {
  insert,         ///< `object` is the table.
  update,         ///< `object` is the table, `detail` the column.
  remove,         ///< DELETE, and what DROP does: `object` is the table.
  read,           ///< `object` is the table, `detail` the column; empty for count(*).
  call_function,  ///< `object` is the function.
  other,
};

struct Action {
  ActionKind kind = ActionKind::other;
  std::string object;
  std::string detail;
  std::string inside;  ///< The trigger or view that asks for it; empty for the statement itself.
};

/// How a statement is tried.
enum class Extent {
  compile,  ///< SQLite judges it; nothing happens.
  run,
};

/// What became of a statement that was tried.
struct Trial {
  std::vector<Action> actions;
  std::optional<Error> failure;  ///< It then changed nothing.
  /// Why it would not compile if names in double quotes were never taken for strings; nothing when
  /// none is.
  std::optional<Error> string_by_accident;
};

/// An empty database in memory, under the rules of a dialect and with foreign keys enforced, in
/// which scripts are tried statement by statement. Used by one thread at a time.
class Replay {
 public:
  Replay() = default;
  Replay(const Replay&) = delete;
  Replay& operator=(const Replay&) = delete;
  Replay(Replay&&) = delete;
  Replay& operator=(Replay&&) = delete;
  virtual ~Replay() = default;

  /// For reading what is there now.
  virtual Connection& database() = 0;

  /// Runs trusted SQL: for the schema to start from.
  virtual Status set_up(const std::string& sql) = 0;

  /// Begins and ends the transaction of one file.
  virtual Status begin_file() = 0;
  virtual Status end_file() = 0;

  /// Tries a statement of a file. Fails itself only when `work` ends.
  virtual Result<Trial> try_statement(const Statement& statement,
                                      Extent extent,
                                      const Work& work) = 0;
};

}  // namespace d1mcp::sql
