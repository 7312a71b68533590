#include "migration/run_file.hpp"

#include <algorithm>
#include <chrono>

#include "core/text.hpp"
#include "migration/file_run.hpp"
#include "sql/foreign_keys_pragma.hpp"
#include "sql/tokenizer.hpp"

namespace d1mcp::migration {
namespace {

bool names(const sql::Statement& statement, const std::string& table) {
  return std::ranges::any_of(sql::solid_tokens(statement.text), [&](const sql::Token& token) {
    return sql::is_name(token.kind) && equal_names(sql::unquoted(token), table);
  });
}

}  // namespace

sql::ForeignKeys foreign_keys_of(const std::vector<sql::Statement>& statements,
                                 d1::Dialect dialect) {
  const bool is_obeyed = dialect == d1::Dialect::sqlite &&
                         sql::begins_with_foreign_keys_off(sql::texts_of(statements));
  return is_obeyed ? sql::ForeignKeys::checked : sql::ForeignKeys::enforced;
}

Result<AppliedFile> run_file(sql::Connection& connection,
                             const PreparedFile& file,
                             const HistoryStep& step,
                             const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  FileRun run(connection, file, step, work);
  TRY(connection.run_atomically(run.batch(), work));
  AppliedFile outcome = run.outcome();
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
  outcome.duration_ms = taken.count();
  return outcome;
}

AppliedFile done_by_another(const PreparedFile& file) {
  AppliedFile outcome;
  outcome.name = file.migration;
  outcome.by_another_runner = true;
  return outcome;
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
