#include "new_migration.hpp"

#include <utility>

#include "migration/apply.hpp"
#include "migration/inverse.hpp"
#include "migration/overview.hpp"
#include "sql/closed_text.hpp"
#include "sql/splitter.hpp"
#include "workspace/undo_proof.hpp"

namespace d1mcp::tools {
namespace {

using migration::PreparedFile;

constexpr const char* kRollback = "rollback";

Error in_file(Error error, const std::string& file) {
  if (error.place) error.place->file = file;
  return error;
}

Result<PreparedFile> prepare(const std::string& script,
                             const std::string& name,
                             d1::Dialect dialect) {
  auto statements = sql::split(script);
  if (!statements) return in_file(std::move(statements).error(), name);
  if (statements->empty()) {
    return Error{.code = ErrorCode::invalid_argument,
                 .message = name + " holds no statement",
                 .hint = "leave it out, and a template is written",
                 .place = {}};
  }
  const sql::ForeignKeys foreign_keys = migration::foreign_keys_of(*statements, dialect);
  return PreparedFile{.migration = name,
                      .name = name,
                      .statements = std::move(*statements),
                      .foreign_keys = foreign_keys};
}

Status apply_pending(sql::Connection& copy,
                     const workspace::Entry& entry,
                     const MigrationState& state,
                     const Work& work) {
  TRY_ASSIGN(const auto pending, migration::choose_pending(state.directory, state.history, ""));
  TRY_ASSIGN(const auto files, migration::prepare_files(pending, entry.description().dialect));
  std::vector<migration::AppliedFile> applied;
  auto done = migration::apply_files(
      copy, {.table = entry.description().migrations.table}, files, work, applied);
  if (done) return {};
  return std::move(done).error().while_doing("a pending migration does not run");
}

std::string script_of(const std::vector<std::string>& statements) {
  std::string script;
  for (const std::string& statement : statements) script += sql::closed_text(statement) + ";\n";
  return script;
}

Result<NewScripts> prove_given(sql::Connection& copy,
                               const PreparedFile& forward,
                               const NewMigration& migration,
                               d1::Dialect dialect,
                               const Work& work) {
  TRY_ASSIGN(const PreparedFile back, prepare(migration.rollback, kRollback, dialect));
  TRY_ASSIGN(auto left, workspace::differences_after(copy, {forward, back}, work));
  return NewScripts{.forward = migration.sql,
                    .rollback = migration.rollback,
                    .origin = RollbackOrigin::given,
                    .left = std::move(left)};
}

// What cannot be undone as a whole is left to its author: half a rollback is worse than none.
Result<NewScripts> derive(sql::Connection& copy,
                          const PreparedFile& forward,
                          const NewMigration& migration,
                          d1::Dialect dialect,
                          const Work& work) {
  TRY_ASSIGN(const auto definitions, migration::read_definitions(copy, work));
  migration::Inverse inverse = migration::derive_inverse(forward.statements, definitions);
  NewScripts scripts{.forward = migration.sql, .rollback = {}, .left = std::move(inverse.left)};
  std::vector<PreparedFile> files = {forward};
  const bool is_whole = scripts.left.empty() && !inverse.statements.empty();
  if (is_whole) {
    scripts.rollback = script_of(inverse.statements);
    TRY_ASSIGN(files.emplace_back(), prepare(scripts.rollback, kRollback, dialect));
  }
  auto left = workspace::differences_after(copy, files, work);
  if (!left && !(is_whole && left.error().place && left.error().place->file == kRollback)) {
    return std::move(left).error();
  }
  if (!is_whole) return scripts;
  if (left && left->empty()) {
    scripts.origin = RollbackOrigin::derived;
  } else {
    scripts.rollback.clear();
    scripts.left = left ? std::move(*left) : std::vector{describe(left.error())};
  }
  return scripts;
}

}  // namespace

Result<NewScripts> try_new_migration(workspace::Entry& entry,
                                     const MigrationState& state,
                                     const NewMigration& migration,
                                     const Work& work) {
  const d1::Dialect dialect = entry.description().dialect;
  TRY_ASSIGN(const PreparedFile forward, prepare(migration.sql, migration.name, dialect));
  TRY_ASSIGN(const auto copy, entry.rehearse(work));
  TRY(apply_pending(*copy, entry, state, work));
  return migration.rollback.empty() ? derive(*copy, forward, migration, dialect, work)
                                    : prove_given(*copy, forward, migration, dialect, work);
}

}  // namespace d1mcp::tools
