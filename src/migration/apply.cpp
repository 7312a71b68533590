#include "migration/apply.hpp"

#include <algorithm>
#include <chrono>

#include "core/text.hpp"
#include "d1/migrations_table.hpp"
#include "migration/history.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::migration {
namespace {

// Read inside the transaction, with the write lock held: what another runner applied while this one
// waited is seen here.
std::string guard_against_other_runners(const std::string& table, const std::string& name) {
  return "SELECT 'applied by another runner' FROM " + sql::quote_identifier(table) +
         " WHERE name = " + sql::quote_text(name);
}

Result<sql::BatchOutcome> apply_one(sql::Connection& connection,
                                    const std::string& history_table,
                                    const PreparedFile& prepared,
                                    const Work& work) {
  std::vector<sql::Statement> statements = prepared.statements;
  statements.push_back({.text = d1::record_migration_sql(history_table, prepared.file.name),
                        .start = {},
                        .number = static_cast<std::uint32_t>(statements.size() + 1)});
  sql::Batch batch;
  batch.statements = sql::source_of(statements);
  batch.guard = guard_against_other_runners(history_table, prepared.file.name);
  batch.tells_gone = true;
  batch.origin = prepared.file.name;
  return connection.run_atomically(batch, work);
}

void leave_out(std::vector<sql::TableChange>& changes, const std::string& table) {
  std::erase_if(changes,
                [&](const sql::TableChange& change) { return equal_names(change.table, table); });
}

}  // namespace

Result<std::vector<PreparedFile>> prepare_files(const std::vector<MigrationFile>& files) {
  std::vector<PreparedFile> prepared;
  for (const MigrationFile& file : files) {
    TRY_ASSIGN(auto statements, read_statements(file));
    prepared.push_back({.file = file, .statements = std::move(statements)});
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
  for (const PreparedFile& prepared : files) {
    work.report(
        {.what = "applying " + prepared.file.name, .done = applied.size(), .total = files.size()});
    const auto start = std::chrono::steady_clock::now();
    auto outcome = apply_one(connection, history_table, prepared, work);
    AppliedFile file{.name = prepared.file.name,
                     .statements = 0,
                     .changes = {},
                     .gone = {},
                     .duration_ms = 0,
                     .by_another_runner = false};
    if (!outcome) {
      if (outcome.error().code != ErrorCode::conflict) {
        return std::move(outcome).error().while_doing(prepared.file.name + " was not applied");
      }
      file.by_another_runner = true;
    } else {
      file.statements = outcome->statements - 1;  // Without the history's own.
      file.changes = std::move(outcome->changes);
      file.gone = std::move(outcome->gone);
      leave_out(file.changes, history_table);
    }
    file.duration_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    applied.push_back(std::move(file));
  }
  return {};
}

std::vector<std::string> unnamed_losses(const PreparedFile& file, const AppliedFile& outcome) {
  std::vector<std::string> sentences;
  for (const sql::TableChange& change : outcome.changes) {
    if (change.deleted == 0) continue;
    const std::string wanted = ascii_lower(change.table);
    const bool named = std::ranges::any_of(file.statements, [&](const sql::Statement& statement) {
      return ascii_lower(statement.text).find(wanted) != std::string::npos;
    });
    if (named) continue;
    sentences.push_back(file.file.name + " never names " + change.table + ", yet " +
                        counted(static_cast<std::uint64_t>(change.deleted), "row") +
                        " of it are gone: a foreign key with ON DELETE CASCADE, or a trigger");
  }
  return sentences;
}

}  // namespace d1mcp::migration
