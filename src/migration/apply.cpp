#include "migration/apply.hpp"

#include "d1/migrations_table.hpp"
#include "migration/history.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::migration {
namespace {

HistoryStep record_of(const std::string& table, const std::string& name) {
  return {.table = table,
          .record = d1::record_migration_sql(table, name),
          .guard = "SELECT 'applied by another runner' FROM " + sql::quote_identifier(table) +
                   " WHERE name = " + sql::quote_text(name)};
}

}  // namespace

Result<std::vector<PreparedFile>> prepare_files(const std::vector<MigrationFile>& files) {
  std::vector<PreparedFile> prepared;
  for (const MigrationFile& file : files) {
    TRY_ASSIGN(auto statements, read_statements(file));
    prepared.push_back(
        {.migration = file.name, .name = file.name, .statements = std::move(statements)});
  }
  return prepared;
}

Status apply_files(sql::Connection& connection,
                   const std::string& history_table,
                   const std::vector<PreparedFile>& files,
                   const Work& work,
                   std::vector<AppliedFile>& applied) {
  if (files.empty()) return {};
  TRY(ensure_history(connection, history_table, work));
  for (const PreparedFile& file : files) {
    work.report({.what = "applying " + file.name, .done = applied.size(), .total = files.size()});
    auto outcome = run_file(connection, file, record_of(history_table, file.migration), work);
    if (outcome) {
      applied.push_back(*std::move(outcome));
    } else if (outcome.error().code == ErrorCode::conflict) {
      applied.push_back(done_by_another(file));
    } else {
      return std::move(outcome).error().while_doing(file.name + " was not applied");
    }
  }
  return {};
}

}  // namespace d1mcp::migration
