#include "migration/apply.hpp"

#include <utility>

#include "migration/schema_hash.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::migration {
namespace {

HistoryStep record_of(const HistoryTarget& history,
                      const PreparedFile& file,
                      SchemaHasher& schemas) {
  const RecordMaker record = [&history, &file](const RunFacts& facts) {
    return insert_stamped(history.table,
                          file.migration,
                          {.file = file.fingerprint,
                           .schema = facts.schema,
                           .duration_ms = facts.duration_ms,
                           .rows = facts.rows_changed,
                           .backup = history.backup,
                           .by = this_program(),
                           .how = {}});
  };
  return {.table = history.table,
          .record = record,
          .guard = "SELECT 'applied by another runner' FROM " +
                   sql::quote_identifier(history.table) +
                   " WHERE name = " + sql::quote_text(file.migration),
          .schemas = history.is_kept ? &schemas : nullptr};
}

}  // namespace

Result<std::vector<PreparedFile>> prepare_files(const std::vector<MigrationFile>& files) {
  std::vector<PreparedFile> prepared;
  for (const MigrationFile& file : files) {
    TRY_ASSIGN(const std::string text, read_text(file));
    TRY_ASSIGN(auto statements, split_text(file, text));
    prepared.push_back({.migration = file.name,
                        .name = file.name,
                        .statements = std::move(statements),
                        .fingerprint = fingerprint_of(text)});
  }
  return prepared;
}

Status apply_files(sql::Connection& connection,
                   const HistoryTarget& history,
                   const std::vector<PreparedFile>& files,
                   const Work& work,
                   std::vector<AppliedFile>& applied) {
  if (files.empty()) return {};
  TRY(ensure_history(connection, history.table, work));
  SchemaHasher schemas(history.table);
  for (const PreparedFile& file : files) {
    work.report({.what = "applying " + file.name, .done = applied.size(), .total = files.size()});
    auto outcome = run_file(connection, file, record_of(history, file, schemas), work);
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
