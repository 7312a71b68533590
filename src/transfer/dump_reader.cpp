#include "transfer/dump_reader.hpp"

#include "transfer/dump_statements.hpp"

namespace d1mcp::transfer {
namespace {

constexpr std::uint64_t kStatementsPerReport = 256;

ImportSummary summarize(const sql::BatchOutcome& outcome, const DumpStatements& statements) {
  ImportSummary summary;
  summary.statements = outcome.statements;
  summary.notes = statements.notes();
  for (const sql::TableChange& change : outcome.changes) {
    const std::int64_t rows = change.inserted - change.deleted;
    if (rows <= 0 || is_internal_name(change.table)) continue;
    summary.tables.push_back({.table = change.table, .rows = static_cast<std::uint64_t>(rows)});
    summary.rows += static_cast<std::uint64_t>(rows);
  }
  return summary;
}

}  // namespace

Result<ImportSummary> load_dump(const DumpText& dump, sql::Connection& scratch, const Work& work) {
  DumpStatements statements(dump.chunks);
  const std::string what = "loading " + (dump.name.empty() ? "the dump" : dump.name);
  sql::Batch batch;
  batch.statements = [&, given = std::uint64_t{0}]() mutable {
    if (given++ % kStatementsPerReport == 0) {
      work.report({.what = what, .done = statements.offset(), .total = dump.bytes});
    }
    return statements.next();
  };
  batch.foreign_keys = sql::ForeignKeys::ignored;
  batch.origin = dump.name;
  TRY_ASSIGN(const sql::BatchOutcome outcome, scratch.run_atomically(batch, work));
  return summarize(outcome, statements);
}

}  // namespace d1mcp::transfer
