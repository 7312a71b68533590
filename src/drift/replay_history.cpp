#include "drift/replay_history.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "migration/schema_hash.hpp"
#include "sql/splitter.hpp"
#include "sql/token_cursor.hpp"

namespace d1mcp::drift {
namespace {

// PRAGMA legacy_alter_table decides what a rename changes.
bool makes_schema(const sql::Statement& statement) {
  constexpr auto kWords =
      std::to_array<std::string_view>({"create", "alter", "drop", "reindex", "pragma"});
  const sql::TokenCursor tokens(statement.text);
  return std::ranges::any_of(kWords, [&](std::string_view word) { return tokens.at(word); });
}

std::string failure_note(const AppliedText& migration,
                         const sql::Statement& statement,
                         const Error& failure) {
  return migration.name + ":" + std::to_string(statement.start.line) + ":" +
         std::to_string(statement.start.column) +
         " does not run behind the files before it: " + failure.message;
}

Status run_file(sql::Replay& replay,
                const AppliedText& migration,
                const Work& work,
                std::vector<std::string>& notes) {
  const auto statements = sql::split(migration.text);
  if (!statements) {
    notes.push_back(migration.name + " cannot be read: " + statements.error().message);
    return {};
  }
  TRY(replay.begin_file());
  for (const sql::Statement& statement : *statements) {
    if (!makes_schema(statement)) continue;
    TRY_ASSIGN(const sql::Trial trial, replay.try_statement(statement, sql::Extent::run, work));
    if (trial.failure) notes.push_back(failure_note(migration, statement, *trial.failure));
  }
  return replay.end_file();
}

}  // namespace

Result<Replayed> replay_history(sql::Replay& replay,
                                const std::vector<AppliedText>& migrations,
                                const std::string& history_table,
                                const Work& work) {
  migration::SchemaHasher schemas(history_table);
  Replayed replayed;
  for (const AppliedText& migration : migrations) {
    TRY(run_file(replay, migration, work, replayed.notes));
    if (migration.schema.empty()) continue;
    if (!replayed.since) replayed.since.emplace();
    if (!replayed.since->until.empty()) continue;
    TRY_ASSIGN(const auto schema, migration::read_schema(replay.database(), work));
    if (schemas.hash(schema) == migration.schema) {
      replayed.since->after = migration.name;
    } else {
      replayed.since->until = migration.name;
    }
  }
  return replayed;
}

}  // namespace d1mcp::drift
