#include "app/demo.hpp"

#include <system_error>

#include "core/files.hpp"
#include "d1/migrations_table.hpp"
#include "migration/apply.hpp"
#include "migration/history.hpp"
#include "migration/overview.hpp"
#include "sample_project.hpp"
#include "sql/splitter.hpp"
#include "sqlite/database.hpp"

namespace d1mcp::app {
namespace {

namespace fs = std::filesystem;

const std::string kHistoryTable(d1::kDefaultMigrationsTable);

Status write_missing_files(const fs::path& migrations) {
  TRY(make_directories(migrations));
  for (const auto& file : sample_project::kMigrations) {
    const fs::path path = migrations / std::string(file.name);
    std::error_code ignored;
    if (fs::exists(path, ignored)) continue;
    TRY_ASSIGN(NewFile written, NewFile::create(path, Existing::refuse));
    TRY(written.write(file.content));
    TRY(written.commit());
  }
  return {};
}

Status fill_if_empty(sql::Connection& connection) {
  TRY_ASSIGN(const sql::Table users,
             sql::query_table(connection, "SELECT 1 FROM users LIMIT 1", {}, {}));
  if (!users.rows.empty()) return {};
  TRY_ASSIGN(const auto statements, sql::split(sample_project::kDemoData));
  sql::Batch batch;
  batch.statements = sql::source_of(statements);
  TRY(connection.run_atomically(batch, {}));
  return {};
}

Result<std::size_t> apply_pending(sql::Connection& connection, const fs::path& migrations) {
  TRY_ASSIGN(const auto directory, migration::read_directory(migrations, {}));
  TRY_ASSIGN(const auto history, migration::read_history(connection, kHistoryTable, {}));
  TRY_ASSIGN(const auto pending, migration::choose_pending(directory, history, {}));
  TRY_ASSIGN(const auto files, migration::prepare_files(pending, d1::Dialect::sqlite));
  std::vector<migration::AppliedFile> applied;
  TRY(migration::apply_files(connection, {.table = kHistoryTable}, files, {}, applied));
  return applied.size();
}

}  // namespace

Result<Demo> prepare_demo(const std::optional<std::string>& directory) {
  Demo demo;
  if (directory) {
    demo.directory = fs::absolute(*directory);
  } else {
    TRY_ASSIGN(const fs::path cache, cache_directory());
    demo.directory = cache / "demo";
  }
  demo.database = demo.directory / "app.db";
  TRY(write_missing_files(demo.directory / "migrations"));
  TRY_ASSIGN(const auto connection,
             sqlite::open_writer(
                 demo.database, sqlite::Creation::may_create, {.dialect = d1::Dialect::d1_local}));
  TRY_ASSIGN(demo.applied, apply_pending(*connection, demo.directory / "migrations"));
  TRY(fill_if_empty(*connection));
  return demo;
}

}  // namespace d1mcp::app
