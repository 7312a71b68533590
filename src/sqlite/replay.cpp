#include "sqlite/replay.hpp"

#include <utility>

#include "sqlite/connection.hpp"
#include "sqlite/default_values.hpp"
#include "sqlite/prepare.hpp"

namespace d1mcp::sqlite {
namespace {

sql::Action action_of(int code,
                      std::string_view first,
                      std::string_view second,
                      std::string_view inside) {
  sql::Action action{.kind = sql::ActionKind::other,
                     .object = std::string(first),
                     .detail = std::string(second),
                     .inside = std::string(inside)};
  switch (code) {
    case SQLITE_INSERT: action.kind = sql::ActionKind::insert; break;
    case SQLITE_UPDATE: action.kind = sql::ActionKind::update; break;
    case SQLITE_DELETE: action.kind = sql::ActionKind::remove; break;
    case SQLITE_READ: action.kind = sql::ActionKind::read; break;
    case SQLITE_FUNCTION:
      action.kind = sql::ActionKind::call_function;
      std::swap(action.object, action.detail);
      break;
    default: break;
  }
  return action;
}

class MemoryReplay final : public sql::Replay {
 public:
  // The later of two authorizers of a handle is the one that is asked.
  MemoryReplay(Handle handle, const Options& options)
      : handle_(handle.get()),
        connection_(std::move(handle), Role::reader, options, nullptr),
        authorizer_(handle_, options.dialect) {}

  sql::Connection& database() override { return connection_; }

  Status set_up(const std::string& sql) override { return execute_trusted(handle_, sql.c_str()); }

  Status begin_file() override { return execute_trusted(handle_, "BEGIN"); }

  Status end_file() override { return execute_trusted(handle_, "COMMIT"); }

  Result<sql::Trial> try_statement(const sql::Statement& statement,
                                   sql::Extent extent,
                                   const Work& work) override;

 private:
  Status attempt(const sql::Statement& statement, sql::Extent extent);
  std::optional<Error> string_by_accident(const sql::Statement& statement);
  void take_names_for_strings(bool does);

  sqlite3* handle_;
  FileConnection connection_;
  Authorizer authorizer_;
};

Result<sql::Trial> MemoryReplay::try_statement(const sql::Statement& statement,
                                               sql::Extent extent,
                                               const Work& work) {
  const Supervision supervision(handle_, work, std::chrono::milliseconds(0));
  TRY(work.check());
  sql::Trial trial;
  trial.string_by_accident = string_by_accident(statement);
  authorizer_.allow(Permission::writing);
  authorizer_.listen([&trial](int code, auto first, auto second, auto inside) {
    trial.actions.push_back(action_of(code, first, second, inside));
  });
  if (auto attempted = attempt(statement, extent); !attempted) {
    trial.failure = std::move(attempted).error();
    trial.string_by_accident.reset();
  }
  authorizer_.listen({});
  authorizer_.allow(Permission::everything);
  TRY(work.check());
  return trial;
}

// sqlite.org/quirks.html, section 8: a name in double quotes that is none is taken for a string.
void MemoryReplay::take_names_for_strings(bool does) {
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, does ? 1 : 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, does ? 1 : 0, nullptr);
}

std::optional<Error> MemoryReplay::string_by_accident(const sql::Statement& statement) {
  if (statement.text.find('"') == std::string::npos) return std::nullopt;
  take_names_for_strings(false);
  authorizer_.allow(Permission::writing);
  auto attempted = attempt(statement, sql::Extent::compile);
  take_names_for_strings(true);
  if (attempted) return std::nullopt;
  return std::move(attempted).error();
}

Status MemoryReplay::attempt(const sql::Statement& statement, sql::Extent extent) {
  TRY_ASSIGN(const PreparedStatement prepared, prepare(handle_, authorizer_, statement));
  if (extent == sql::Extent::compile) return {};
  int code = SQLITE_ROW;
  while (code == SQLITE_ROW) code = sqlite3_step(prepared.get());
  if (code == SQLITE_DONE) return check_default_values(handle_, authorizer_, statement);
  return statement_error(handle_, code, statement, authorizer_.dialect());
}

}  // namespace

Result<std::unique_ptr<sql::Replay>> open_replay(d1::Dialect dialect) {
  TRY_ASSIGN(Handle handle, open_handle(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
  TRY(execute_trusted(handle.get(), "PRAGMA foreign_keys=ON"));
  sqlite3_db_config(handle.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  return std::unique_ptr<sql::Replay>(
      std::make_unique<MemoryReplay>(std::move(handle), Options{.dialect = dialect}));
}

}  // namespace d1mcp::sqlite
