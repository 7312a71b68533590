#include "transfer/dump_reader.hpp"

#include <utility>

#include "transfer/dump_statements.hpp"

namespace d1mcp::transfer {
namespace {

constexpr std::uint64_t kStatementsPerReport = 256;

ImportSummary summarize(sql::BatchOutcome outcome, const DumpStatements& statements) {
  ImportSummary summary = summary_of(std::move(outcome));
  summary.statements = statements.given();
  summary.notes = statements.notes();
  return summary;
}

Result<ImportSummary> load(const InputText& dump,
                           sql::Connection& database,
                           const DumpTarget& target,
                           sql::Batch batch,
                           const Work& work) {
  DumpStatements statements(dump.chunks, target);
  const std::string what = "loading " + (dump.name.empty() ? "the dump" : dump.name);
  batch.statements = [&, given = std::uint64_t{0}]() mutable {
    if (given++ % kStatementsPerReport == 0) {
      const std::uint64_t done = dump.consumed ? dump.consumed() : statements.offset();
      work.report({.what = what, .done = done, .total = dump.bytes});
    }
    return statements.next();
  };
  batch.origin = dump.name;
  auto outcome = database.run_atomically(batch, work);
  if (!outcome) return statements.placed(std::move(outcome).error());
  return summarize(*std::move(outcome), statements);
}

Result<bool> has_counters(sql::Connection& database, const Work& work) {
  TRY_ASSIGN(const sql::Table found,
             sql::query_table(
                 database, "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'", {}, work));
  return !found.rows.empty();
}

}  // namespace

ImportSummary summary_of(sql::BatchOutcome outcome) {
  ImportSummary summary;
  for (const sql::TableChange& change : outcome.changes) {
    const std::int64_t rows = change.inserted - change.deleted;
    if (rows <= 0 || is_internal_name(change.table)) continue;
    summary.tables.push_back({.table = change.table, .rows = static_cast<std::uint64_t>(rows)});
    summary.rows += static_cast<std::uint64_t>(rows);
  }
  summary.outcome = std::move(outcome);
  return summary;
}

Result<ImportSummary> load_dump(const InputText& dump, sql::Connection& scratch, const Work& work) {
  sql::Batch batch;
  batch.foreign_keys = sql::ForeignKeys::ignored;
  return load(dump, scratch, {}, std::move(batch), work);
}

Result<ImportSummary> import_dump(const InputText& dump,
                                  sql::Connection& database,
                                  const ImportTerms& terms,
                                  const Work& work) {
  TRY_ASSIGN(const bool counts, has_counters(database, work));
  sql::Batch batch;
  batch.foreign_keys = sql::ForeignKeys::checked;
  batch.approve = terms.approve;
  batch.tells_gone = static_cast<bool>(terms.approve);
  const DumpTarget target{.is_new = false, .has_counters = counts, .is_d1 = terms.is_d1};
  return load(dump, database, target, std::move(batch), work);
}

}  // namespace d1mcp::transfer
