#include "migration/rollback.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "d1/migrations_table.hpp"
#include "migration/target.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::migration {
namespace {

constexpr const char* kDoneByAnother = "rolled back by another runner";
constexpr const char* kNotTheNewest = "another migration was applied after it meanwhile";

// What is applied and what is not: a name that is known but not applied deserves another answer
// than an unknown one.
std::vector<std::string> known_names(const Directory& directory,
                                     const std::vector<HistoryRow>& history) {
  std::vector<std::string> names;
  for (const HistoryRow& row : history) names.push_back(row.name);
  for (const std::string& name : file_names(directory.files)) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
}

Result<std::size_t> count_after(const Directory& directory,
                                const std::vector<HistoryRow>& history,
                                const std::string& target) {
  const std::vector<std::string> names = known_names(directory, history);
  TRY_ASSIGN(const std::size_t index, find_target(names, target));
  if (index < history.size()) return history.size() - 1 - index;
  return Error{.code = ErrorCode::conflict,
               .message = names[index] + " is not applied, so it cannot stay the newest one",
               .hint = "see what is applied with list_migrations",
               .place = {}};
}

Result<std::size_t> count_of(const Directory& directory,
                             const std::vector<HistoryRow>& history,
                             const RollbackExtent& extent) {
  if (!extent.to.empty()) return count_after(directory, history, extent.to);
  if (history.empty() || extent.steps <= history.size()) {
    return std::min<std::size_t>(extent.steps, history.size());
  }
  return Error{.code = ErrorCode::invalid_argument,
               .message = with_thousands(extent.steps) + " steps back are too many: only " +
                          counted(history.size(), "migration") +
                          (history.size() == 1 ? " is applied" : " are applied"),
               .hint = "see them with list_migrations",
               .place = {}};
}

Error without_its_file(const std::string& migration, const Directory& directory) {
  const bool is_rollback =
      std::ranges::find(directory.rollback_files, migration) != directory.rollback_files.end();
  if (is_rollback) {
    return Error{.code = ErrorCode::conflict,
                 .message = migration +
                            " is a rollback file that was applied as a migration; nothing undoes "
                            "it, so nothing was rolled back",
                 .hint = "look at what it did, then take its row out of the history",
                 .place = {}};
  }
  return Error{
      .code = ErrorCode::not_found,
      .message = migration + " is applied, but there is no such file in " +
                 directory.path.string() + ", so nothing was rolled back",
      .hint = "put the file back, and its rollback " + rollback_place(migration, directory.options),
      .place = {}};
}

Error without_rollback(const std::string& migration, const Directory& directory) {
  const auto place = directory.path / rollback_place(migration, directory.options);
  return Error{.code = ErrorCode::not_found,
               .message = migration + " has no rollback file, so nothing was rolled back",
               .hint = "write " + place.string() + ", the statements that undo " + migration,
               .place = {}};
}

Error without_statements(const std::string& rollback, const std::string& migration) {
  return Error{.code = ErrorCode::invalid_argument,
               .message = rollback + " holds no statement, so nothing was rolled back",
               .hint = "write into it the statements that undo " + migration,
               .place = Place{.file = rollback, .line = 0, .column = 0, .statement = 0}};
}

Result<PreparedFile> prepare_rollback(const Directory& directory,
                                      const std::string& migration,
                                      d1::Dialect dialect) {
  const MigrationFile* const file = find_file(directory, migration);
  if (file == nullptr) return without_its_file(migration, directory);
  if (!file->rollback) return without_rollback(migration, directory);
  const std::string& rollback = *file->rollback;
  TRY_ASSIGN(auto statements,
             read_statements(
                 {.name = rollback, .path = directory.path / rollback, .rollback = std::nullopt}));
  if (statements.empty()) return without_statements(rollback, migration);
  const sql::ForeignKeys foreign_keys = foreign_keys_of(statements, dialect);
  return PreparedFile{.migration = migration,
                      .name = rollback,
                      .statements = std::move(statements),
                      .foreign_keys = foreign_keys};
}

HistoryStep removal_of(const std::string& table, const std::string& name) {
  const std::string from = " FROM " + sql::quote_identifier(table);
  const std::string quoted = sql::quote_text(name);
  return {.table = table,
          .record =
              [text = d1::forget_migration_sql(table, name)](const RunFacts&) {
                return sql::Statement{.text = text, .start = {}, .number = 1};
              },
          .guard = "SELECT CASE WHEN EXISTS (SELECT 1" + from + " WHERE name = " + quoted +
                   ") THEN " + sql::quote_text(kNotTheNewest) + " ELSE " +
                   sql::quote_text(kDoneByAnother) + " END WHERE " + quoted +
                   " IS NOT (SELECT name" + from + " ORDER BY id DESC LIMIT 1)"};
}

bool is_done_by_another(const Error& error) {
  return error.code == ErrorCode::conflict && error.message == kDoneByAnother;
}

}  // namespace

Result<std::vector<std::string>> choose_applied(const Directory& directory,
                                                const std::vector<HistoryRow>& history,
                                                const RollbackExtent& extent) {
  TRY_ASSIGN(const std::size_t count, count_of(directory, history, extent));
  std::vector<std::string> names;
  for (std::size_t step = 1; step <= count; ++step) {
    names.push_back(history[history.size() - step].name);
  }
  return names;
}

Result<std::vector<PreparedFile>> prepare_rollbacks(const Directory& directory,
                                                    const std::vector<std::string>& migrations,
                                                    d1::Dialect dialect) {
  std::vector<PreparedFile> prepared;
  for (const std::string& migration : migrations) {
    TRY_ASSIGN(PreparedFile file, prepare_rollback(directory, migration, dialect));
    prepared.push_back(std::move(file));
  }
  return prepared;
}

Status roll_back_files(sql::Connection& connection,
                       const HistoryTarget& history,
                       const std::vector<PreparedFile>& files,
                       const Work& work,
                       std::vector<AppliedFile>& rolled_back) {
  for (const PreparedFile& file : files) {
    work.report(
        {.what = "running " + file.name, .done = rolled_back.size(), .total = files.size()});
    auto outcome = run_file(connection, file, removal_of(history.table, file.migration), work);
    if (outcome) {
      rolled_back.push_back(*std::move(outcome));
    } else if (is_done_by_another(outcome.error())) {
      rolled_back.push_back(done_by_another(file));
    } else {
      return std::move(outcome).error().while_doing(file.migration + " was not rolled back");
    }
  }
  return {};
}

}  // namespace d1mcp::migration
