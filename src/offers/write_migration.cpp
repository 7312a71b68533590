// Prompt `write_migration`.

#include <set>

#include "arguments.hpp"
#include "core/text.hpp"
#include "migration/next_migration.hpp"
#include "migration/overview.hpp"
#include "migration_state.hpp"
#include "offers/evidence.hpp"
#include "offers/prompts.hpp"
#include "offers/schema_objects.hpp"

namespace d1mcp::offers {
namespace {

constexpr const char* kRules =
    "\nRules that keep the rows, on D1 and in SQLite:\n"
    "- Prefer ADD COLUMN, RENAME COLUMN, DROP COLUMN, new tables and new indexes to rebuilding a "
    "table.\n"
    "- ADD COLUMN takes no PRIMARY KEY and no UNIQUE, and on a table with rows only a constant "
    "default (not CURRENT_TIMESTAMP, not an expression); NOT NULL needs one that is not NULL.\n"
    "- Foreign keys stay enforced: PRAGMA foreign_keys=OFF does nothing inside a migration. DROP "
    "TABLE of a table that others reference deletes their rows (ON DELETE CASCADE) or empties "
    "their columns (SET NULL), without an error. Never create new, copy, drop old, rename for such "
    "a table: add a column, copy with UPDATE, drop the old column, rename the new one.\n"
    "- A rebuild that cannot be avoided names its columns in INSERT ... SELECT and makes every "
    "index, trigger and view of the table again.\n"
    "- No BEGIN, COMMIT, VACUUM, ATTACH or PRAGMA settings: a file is one transaction already. End "
    "every statement with a semicolon; none may be longer than 100,000 bytes.\n"
    "- No IF NOT EXISTS, OR IGNORE or OR REPLACE: they hide what went wrong. UPDATE and DELETE "
    "have a WHERE, or a comment that says why not.\n";

/// What the files to write are called.
struct Names {
  std::string newest;  ///< The migration before; may be empty.
  std::string file;
  std::string rollback;
};

Names next_names(const migration::Directory& folder) {
  const migration::NextMigration next = migration::next_migration(folder);
  const std::string file = next.file("what_it_does");
  return {.newest = next.newest,
          .file = file,
          .rollback = migration::rollback_place(file, folder.options)};
}

std::string naming(const Names& next, const migration::Directory& folder) {
  std::string text = "\nFiles: " + next.file + " and its rollback " + next.rollback +
                     " (replace what_it_does by a few words in snake_case), in the folder below";
  text += next.newest.empty() ? "; it has no numbered migration yet" : "";
  text += ".\n";
  std::string place = folder.path.string() + "\n";
  if (!next.newest.empty()) place += "newest: " + next.newest + "\n";
  return text + evidence("The folder", "", place);
}

std::string pending(const migration::Overview& overview) {
  std::string names;
  for (const migration::Entry& entry : overview.entries) {
    if (entry.state == migration::State::pending) names += entry.name + "\n";
  }
  if (names.empty()) return {};
  return evidence(
      "Written but not applied, so the schema does not show them; read them first", "", names);
}

// The tables the change speaks of, and the tables and views that refer to them: all are in danger.
std::set<std::string> tables_concerned(const std::vector<SchemaObject>& objects,
                                       const std::string& change) {
  std::set<std::string> named;
  for (const SchemaObject& object : objects) {
    if (object.is_table_or_view() && speaks_of(change, object.name)) named.insert(object.name);
  }
  std::set<std::string> concerned = named;
  for (const SchemaObject& object : objects) {
    if (!object.is_table_or_view()) continue;
    const auto used = object.type == "view" ? names_in(object.sql) : referenced_tables(object.sql);
    for (const std::string& name : named) {
      if (used.contains(ascii_lower(name))) concerned.insert(object.name);
    }
  }
  return concerned;
}

std::string all_tables(const std::vector<SchemaObject>& objects) {
  std::string names;
  for (const SchemaObject& object : objects) {
    if (object.is_table_or_view()) names += object.name + "\n";
  }
  if (names.empty()) return "\nThe database has no tables yet.\n";
  return evidence(
      "The change names no table of this database. These there are; see table_info", "", names);
}

Result<std::string> schema(workspace::Entry& entry, const std::string& change, const Work& work) {
  if (!entry.exists() && entry.description().kind == workspace::Kind::wrangler) {
    return std::string("\nThe database does not exist yet: applying the migrations creates it.\n");
  }
  TRY_ASSIGN(const auto reader, entry.reader(work));
  TRY_ASSIGN(auto objects, read_schema_objects(*reader, work));
  const auto concerned = tables_concerned(objects, change);
  if (concerned.empty()) return all_tables(objects);
  std::erase_if(objects,
                [&](const SchemaObject& object) { return !concerned.contains(object.table); });
  return evidence("The tables it names, and the tables and views that refer to them",
                  "sql",
                  schema_script(objects, 64UL * 1024));
}

std::string last_step(Access access) {
  if (access == Access::read) {
    return "3. This server only reads: ask the person to try it with d1-mcp migrate apply "
           "--dry-run, and to look at the tables that lose rows before applying it.\n";
  }
  return "3. Call apply_migration with dry_run, which works on a private copy, and show the person "
         "the rows changed per table; a table you never named that loses rows is a cascade. Apply "
         "it only when the person agrees.\n";
}

std::string task(const Names& next, Access access) {
  return "\nDo this:\n1. Write " + next.file + ".\n2. Write " + next.rollback +
         ", which undoes it, and say in a comment what it cannot bring back.\n" + last_step(access);
}

Result<std::string> text(const tools::Services& services,
                         Access access,
                         const mcp::Json& arguments,
                         const Work& work) {
  const std::string change = tools::text_argument(arguments, "change");
  TRY_ASSIGN(workspace::Entry* const entry,
             services.catalog.find(tools::text_argument(arguments, "database")));
  TRY_ASSIGN(const std::string tables, schema(*entry, change, work));
  TRY_ASSIGN(const auto state, tools::read_or_begin_migrations(*entry, work));
  const Names next = next_names(state.directory);
  return "Write a migration for the database " + to_valid_utf8(entry->name()) + ": " + change +
         "\n\n" + std::string(kEvidenceIsData) + "\n" + tables +
         pending(migration::compare(state.directory, state.history)) +
         naming(next, state.directory) + kRules + task(next, access);
}

}  // namespace

mcp::Prompt write_migration(const tools::Services& services, Access access) {
  return {.name = "write_migration",
          .title = "Write a migration",
          .description = "Write a migration and its rollback for a change, and try it on a copy",
          .arguments = {{.name = "change",
                         .description = "What should change: \"add a phone number to users\"",
                         .required = true},
                        database_argument()},
          .get = said_by_user(
              [services, access](const mcp::Json& arguments, const mcp::CallContext& context) {
                return text(services, access, arguments, context.work);
              })};
}

}  // namespace d1mcp::offers
