#include "migration/run_file.hpp"

#include <algorithm>
#include <chrono>

#include "core/text.hpp"
#include "sql/tokenizer.hpp"

namespace d1mcp::migration {
namespace {

void leave_out(std::vector<sql::TableChange>& changes, const std::string& table) {
  std::erase_if(changes,
                [&](const sql::TableChange& change) { return equal_names(change.table, table); });
}

bool names(const sql::Statement& statement, const std::string& table) {
  return std::ranges::any_of(sql::solid_tokens(statement.text), [&](const sql::Token& token) {
    return sql::is_name(token.kind) && equal_names(sql::unquoted(token), table);
  });
}

}  // namespace

Result<AppliedFile> run_file(sql::Connection& connection,
                             const PreparedFile& file,
                             const HistoryStep& step,
                             const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  RecordedBatch recorded(file.statements, step.record, step.schemas);
  sql::Batch batch;
  batch.statements = recorded.source();
  batch.rows = &recorded;
  batch.guard = step.guard;
  batch.tells_gone = true;
  batch.origin = file.name;
  TRY_ASSIGN(sql::BatchOutcome outcome, connection.run_atomically(batch, work));
  leave_out(outcome.changes, step.table);
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
  return AppliedFile{.name = file.migration,
                     .statements = static_cast<std::uint32_t>(file.statements.size()),
                     .changes = std::move(outcome.changes),
                     .gone = std::move(outcome.gone),
                     .duration_ms = taken.count(),
                     .by_another_runner = false};
}

AppliedFile done_by_another(const PreparedFile& file) {
  return {.name = file.migration,
          .statements = 0,
          .changes = {},
          .gone = {},
          .duration_ms = 0,
          .by_another_runner = true};
}

std::vector<std::string> unnamed_losses(const PreparedFile& file, const AppliedFile& outcome) {
  std::vector<std::string> sentences;
  for (const sql::TableChange& change : outcome.changes) {
    if (change.deleted == 0) continue;
    const bool named = std::ranges::any_of(file.statements, [&](const sql::Statement& statement) {
      return names(statement, change.table);
    });
    if (named) continue;
    sentences.push_back(file.name + " never names " + change.table + ", yet " +
                        counted(static_cast<std::uint64_t>(change.deleted), "row") +
                        " of it are gone: a foreign key with ON DELETE CASCADE, or a trigger");
  }
  return sentences;
}

}  // namespace d1mcp::migration
