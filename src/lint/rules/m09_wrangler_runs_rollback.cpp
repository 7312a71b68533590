#include "core/text.hpp"
#include "lint/rules/rules.hpp"

namespace d1mcp::lint::rules {
namespace {

void find_exposed_files(const Folder& folder, Reporter& report) {
  if (folder.run_by_wrangler.empty()) return;
  const std::string& first = folder.run_by_wrangler.front();
  const std::size_t others = folder.run_by_wrangler.size() - 1;
  report.whole({.message = "wrangler d1 migrations apply would run " + first +
                           (others == 0 ? "" : " and " + counted(others, "other file")) +
                           " as a migration"});
}

}  // namespace

constinit const Rule kRuleM09 = {
    .id = "M09",
    .severity = Severity::error,
    .title = "wrangler would run a rollback file, a verify script or queries.sql as a migration",
    .explanation =
        "wrangler applies every .sql file at the top of migrations_dir. 001_init_rollback.sql "
        "comes right behind 001_init.sql: it is run, undoes the migration and is recorded as "
        "applied, with exit code 0. `\"migrations_pattern\": \"migrations/!(*_rollback).sql\"` "
        "does not help: a leading ! negates the whole pattern. 001_init_verify.sql and "
        "queries.sql, which holds known queries for checks, are run the same way: they change "
        "nothing but are recorded.",
    .fix =
        "move rollback files into a folder rollback/ and verify scripts into verify/, or set "
        "migrations_pattern to \"migrations/+([0-9])_!(*_rollback|*_verify).sql\" (with the name "
        "of your folder)",
    .check_folder = find_exposed_files,
};

}  // namespace d1mcp::lint::rules
