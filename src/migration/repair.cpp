#include "migration/repair.hpp"

#include <utility>

#include "d1/migrations_table.hpp"
#include "migration/overview.hpp"
#include "migration/put_back.hpp"
#include "migration/target.hpp"
#include "sql/quoting.hpp"

namespace d1mcp::migration {
namespace {

// Only what the file itself tells: how long it took and who ran it stays true.
Result<Stamp> stamp_of_file(const Directory& directory, const std::string& name) {
  TRY_ASSIGN(const std::string text, read_text(*find_file(directory, name)));
  return Stamp{.file = fingerprint_of(text)};
}

Result<std::optional<Repair>> repair_of(const Directory& directory,
                                        const Entry& entry,
                                        LostFiles lost) {
  std::optional<Repair> repair;
  if (entry.state == State::pending || !entry.stamp) return repair;
  if (entry.state == State::file_missing && !entry.renamed.empty()) {
    TRY_ASSIGN(Stamp stamp, stamp_of_file(directory, entry.renamed));
    repair = Repair{.kind = Repair::Kind::rename,
                    .name = entry.name,
                    .new_name = entry.renamed,
                    .stamp = std::move(stamp)};
  } else if (entry.state == State::file_missing) {
    if (lost == LostFiles::put_back && entry.stamp->file.text) {
      repair = Repair{.kind = Repair::Kind::put_back, .name = entry.name, .stamp = *entry.stamp};
    }
  } else if (entry.edit && entry.edit->kind == EditKind::cosmetic) {
    TRY_ASSIGN(Stamp stamp, stamp_of_file(directory, entry.name));
    repair = Repair{.kind = Repair::Kind::restamp, .name = entry.name, .stamp = std::move(stamp)};
  }
  return repair;
}

std::optional<sql::Statement> statement_of(const std::string& table, const Repair& repair) {
  switch (repair.kind) {
    case Repair::Kind::record: return insert_stamped(table, repair.name, repair.stamp);
    case Repair::Kind::forget:
      return sql::Statement{
          .text = d1::forget_migration_sql(table, repair.name), .start = {}, .number = 1};
    case Repair::Kind::restamp:
      return update_stamped(table, repair.name, repair.name, repair.stamp);
    case Repair::Kind::rename:
      return update_stamped(table, repair.name, repair.new_name, repair.stamp);
    case Repair::Kind::put_back: break;
  }
  return std::nullopt;
}

// Rows are only ever added at the end or taken away: their number and the last one tell.
std::string guard_of(const std::string& table, const std::vector<HistoryRow>& history) {
  const std::string from = " FROM " + sql::quote_identifier(table);
  const std::string last = history.empty() ? "NULL" : sql::quote_text(history.back().name);
  return "SELECT 'the history was changed by another program meanwhile' WHERE (SELECT count(*)" +
         from + ") <> " + std::to_string(history.size()) + " OR (SELECT name" + from +
         " ORDER BY id DESC LIMIT 1) IS NOT " + last;
}

Status change_rows(sql::Connection& connection,
                   const std::string& table,
                   const std::vector<HistoryRow>& history,
                   const std::vector<Repair>& repairs,
                   const Work& work) {
  std::vector<sql::Statement> statements;
  for (const Repair& repair : repairs) {
    if (auto statement = statement_of(table, repair)) statements.push_back(*std::move(statement));
  }
  if (statements.empty()) return {};
  TRY(ensure_history(connection, table, work));
  sql::Batch batch;
  batch.statements = sql::source_of(statements);
  batch.guard = guard_of(table, history);
  TRY(connection.run_atomically(batch, work));
  return {};
}

}  // namespace

std::string_view to_string(Repair::Kind kind) {
  switch (kind) {
    case Repair::Kind::record: return "recorded";
    case Repair::Kind::forget: return "forgotten";
    case Repair::Kind::restamp: return "restamped";
    case Repair::Kind::rename: return "renamed";
    case Repair::Kind::put_back: return "put_back";
  }
  return "recorded";
}

std::string describe(const Repair& repair) {
  switch (repair.kind) {
    case Repair::Kind::record: return "records " + repair.name + " as applied without running it";
    case Repair::Kind::forget:
      return "takes " + repair.name + " out of the history, so that it would run again";
    case Repair::Kind::restamp: return "accepts the cosmetic edit of " + repair.name;
    case Repair::Kind::rename:
      return "calls " + repair.name + " in the history " + repair.new_name + ", as its file is";
    case Repair::Kind::put_back: return "writes the file " + repair.name + " again";
  }
  return {};
}

Result<Repair> record_without_running(const MigrationFile& file, std::string_view how) {
  TRY_ASSIGN(const std::string text, read_text(file));
  return Repair{
      .kind = Repair::Kind::record,
      .name = file.name,
      .stamp = {.file = fingerprint_of(text), .by = this_program(), .how = std::string(how)}};
}

Result<MigrationFile> choose_pending_file(const Directory& directory,
                                          const std::vector<HistoryRow>& history,
                                          std::string_view target) {
  TRY_ASSIGN(const auto pending, choose_pending(directory, history, target));
  return pending.back();
}

Result<Repair> forget_row(const std::vector<HistoryRow>& history, std::string_view target) {
  std::vector<std::string> names;
  for (const HistoryRow& row : history) names.push_back(row.name);
  TRY_ASSIGN(const std::size_t index, find_target(names, target));
  return Repair{.kind = Repair::Kind::forget, .name = names[index]};
}

Result<std::vector<Repair>> plan_restamp(const Directory& directory,
                                         const std::vector<HistoryRow>& history,
                                         LostFiles lost) {
  std::vector<Repair> repairs;
  for (const Entry& entry : compare(directory, history).entries) {
    TRY_ASSIGN(auto repair, repair_of(directory, entry, lost));
    if (repair) repairs.push_back(*std::move(repair));
  }
  return repairs;
}

Status run_repairs(sql::Connection& connection,
                   const RepairRun& run,
                   const std::vector<Repair>& repairs,
                   const Work& work) {
  for (const Repair& repair : repairs) {
    if (repair.kind == Repair::Kind::put_back)
      TRY(put_back(run.directory, repair.name, repair.stamp.file));
  }
  return change_rows(connection, run.table, run.history, repairs, work);
}

}  // namespace d1mcp::migration
