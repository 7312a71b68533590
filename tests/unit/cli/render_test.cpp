#include "cli/render.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace d1mcp::cli {
namespace {

using jsonrpc::Json;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string rendered(const char* tool, const char* json, const Style& style = {}) {
  return render(tool, Json::parse(json), style);
}

TEST(RenderQuery, ShowsRowsAndHowLongTheyTook) {
  EXPECT_EQ(rendered("run_query", R"({
    "database": "app", "columns": [{"name": "id", "type": "INTEGER"}, {"name": "email"}],
    "rows": [[1, "ada@x"], [{"$int": "9007199254740993"}, null]],
    "row_count": 2, "complete": true, "duration_ms": 1.23})"),
            "              id  email\n"
            "────────────────  ─────\n"
            "               1  ada@x\n"
            "9007199254740993  NULL\n"
            "2 rows (1.2 ms)\n");
}

TEST(RenderQuery, SaysThatThereAreNoRows) {
  EXPECT_EQ(rendered("run_query", R"({"columns": [{"name": "id"}], "rows": [], "row_count": 0,
                                      "complete": true, "duration_ms": 0.04})"),
            "id\n"
            "──\n"
            "no rows (0.0 ms)\n");
}

TEST(RenderQuery, SaysWhatWasLeftOut) {
  EXPECT_EQ(rendered("run_query", R"({"columns": [{"name": "n"}], "rows": [[1]], "row_count": 1,
      "complete": false, "next_cursor": "x", "cut": ["row 1, column n: the first 3 of 9 bytes"],
      "duration_ms": 1500, "notes": ["careful"]})"),
            "n\n"
            "─\n"
            "1\n"
            "the first 1 row (1.5 s); there are more: raise --limit, or narrow the query\n"
            "cut: row 1, column n: the first 3 of 9 bytes\n"
            "note: careful\n");
}

struct ValueCase {
  const char* value;
  const char* text;
};

TEST(RenderQuery, ShowsEveryKindOfValue) {
  const std::vector<ValueCase> cases = {
      {"null", "NULL"},
      {"-5", "-5"},
      {"1.0", "1.0"},
      {"0.1", "0.1"},
      {"\"\"", ""},
      {"\"a\\nb\\u001b[31m\"", "a\\nb\\x1b[31m"},
      {R"({"$int": "-9223372036854775808"})", "-9223372036854775808"},
      {R"({"$real": "-Infinity"})", "-Infinity"},
      {R"({"$blob": "AAEC", "bytes": 3})", "<blob 3 bytes>"},
      {R"({"$blob": "AA==", "bytes": 1})", "<blob 1 byte>"},
      {R"({"$text_base64": "YWL/", "bytes": 3})", "ab\uFFFD"},
      {R"({"$cut": "text", "head": "begin", "bytes": 90000})", "begin…"},
      {R"({"$cut": "blob", "head": "AAEC", "bytes": 90000})", "<blob 90,000 bytes>"},
      {R"({"$new": 1})", R"({"$new":1})"},
      {"true", "true"},
  };
  for (const ValueCase& c : cases) {
    SCOPED_TRACE(c.value);
    const std::string result = R"({"columns": [{"name": "v"}], "rows": [[)" + std::string(c.value) +
                               R"(]], "row_count": 1, "complete": true})";
    const std::string text = rendered("run_query", result.c_str());
    const std::size_t begin = text.find('\n', text.find('\n') + 1) + 1;
    const std::string line = text.substr(begin, text.find('\n', begin) - begin);
    EXPECT_EQ(line, c.text);
  }
}

TEST(RenderTables, ListsThemWithTheirCounts) {
  EXPECT_EQ(rendered("list_tables", R"({"database": "app", "tables": [
      {"name": "users", "kind": "table", "rows": 1200, "column_count": 12, "strict": true},
      {"name": "active", "kind": "view", "column_count": 2},
      {"name": "docs", "kind": "virtual_table", "rows": 3, "column_count": 1, "module": "fts5"}],
      "total": 3, "left_out": 0})"),
            "name    kind                  rows  columns\n"
            "──────  ───────────────────  ─────  ───────\n"
            "users   table, strict        1,200       12\n"
            "active  view                              2\n"
            "docs    virtual table, fts5      3        1\n"
            "3 tables\n");
}

TEST(RenderTables, ShowsNamesOnlyOrColumnsAsAsked) {
  EXPECT_EQ(rendered("list_tables", R"({"tables": [{"name": "t", "kind": "table"}], "total": 1,
                                        "left_out": 0})"),
            "name  kind\n"
            "────  ─────\n"
            "t     table\n"
            "1 table\n");
  EXPECT_EQ(rendered("list_tables", R"({"tables": [{"name": "t", "kind": "table", "rows": 1,
      "column_count": 2, "columns": ["a INTEGER PRIMARY KEY", "b"]}], "total": 1, "left_out": 0})"),
            "name  kind   rows  columns\n"
            "────  ─────  ────  ────────────────────────\n"
            "t     table     1  a INTEGER PRIMARY KEY, b\n"
            "1 table\n");
}

TEST(RenderTables, SaysHowToSeeTheRest) {
  const std::string text = rendered(
      "list_tables", R"({"tables": [{"name": "t", "kind": "table"}], "total": 40, "left_out": 39,
          "next_cursor": "c", "notes": ["39 more: go on with next_cursor", "rows are missing"]})");

  EXPECT_THAT(text, HasSubstr("the first 1 table; 39 more are not shown: narrow with --pattern\n"));
  EXPECT_THAT(text, Not(HasSubstr("next_cursor")));
  EXPECT_THAT(text, EndsWith("note: rows are missing\n"));
}

TEST(RenderTables, SaysThatThereAreNone) {
  EXPECT_EQ(rendered("list_tables", R"({"tables": [], "total": 0, "left_out": 0})"), "no tables\n");
}

TEST(RenderDatabases, ListsThemWithWhatIsWrong) {
  EXPECT_EQ(rendered("list_databases", R"({"databases": [
      {"name": "app", "kind": "sqlite_file", "path": "/x/app.db", "dialect": "sqlite",
       "status": "ready", "bytes": 8192, "migrations_dir": "/x/migrations"},
      {"name": "bad", "kind": "sql_dump", "path": "/x/bad.sql", "dialect": "d1-local",
       "status": "error", "error": "cannot read\nhint", "notes": ["a dump"]}]})"),
            "name  kind         dialect   status    size  file\n"
            "────  ───────────  ────────  ──────  ──────  ──────────\n"
            "app   SQLite file  sqlite    ready   8.0 KB  /x/app.db\n"
            "bad   SQL dump     d1-local  error           /x/bad.sql\n"
            "✘ bad: cannot read\nhint\n"
            "note: bad: a dump\n");
}

TEST(RenderDatabases, ShowsBindingsWhereThereAreSome) {
  EXPECT_THAT(rendered("list_databases", R"({"databases": [{"name": "shop", "binding": "DB",
      "kind": "wrangler", "path": "p", "dialect": "d1-local", "status": "missing"}]})"),
              AllOf(StartsWith("name  binding  kind"), HasSubstr("shop  DB       wrangler")));
  EXPECT_EQ(rendered("list_databases", R"({"databases": []})"), "no databases\n");
}

constexpr const char* kOrders = R"json({
  "database": "app", "name": "orders", "kind": "table", "strict": true, "rows": 2,
  "columns": [
    {"name": "id", "type": "INTEGER", "primary_key": 1},
    {"name": "user_id", "type": "TEXT", "not_null": true},
    {"name": "total", "type": "REAL", "default": "0"},
    {"name": "label", "type": "TEXT", "collation": "NOCASE", "generated": "stored",
     "expression": "upper(user_id)"}],
  "checks": ["positive: total >= 0"],
  "foreign_keys": [{"columns": ["user_id"], "references": "users", "referenced_columns": ["id"],
                    "on_delete": "CASCADE"}],
  "referenced_by": [{"table": "items", "columns": ["order_id"], "on_update": "SET NULL",
                     "deferred": true}],
  "indexes": [{"name": "i1", "columns": ["user_id", "total DESC"], "unique": true,
               "where": "total > 0"},
              {"name": "auto", "columns": ["id"], "unique": true, "origin": "PRIMARY KEY"}],
  "triggers": [{"name": "tr", "sql": "CREATE TRIGGER tr AFTER INSERT ON orders\nBEGIN SELECT 1; END"}],
  "sql": "CREATE TABLE orders (\n  id INTEGER PRIMARY KEY\n)",
  "sample": {"columns": [{"name": "id"}], "rows": [[1]]},
  "notes": ["a note"]})json";

TEST(RenderTableInfo, HasASectionForEachKindOfThing) {
  EXPECT_EQ(
      rendered("table_info", kOrders),
      "orders  table, 2 rows, 4 columns, strict\n"
      "\n"
      "Columns\n"
      "name     type     null      default  key        remarks\n"
      "───────  ───────  ────────  ───────  ─────────  ──────────────────────────────────────────\n"
      "id       INTEGER                     primary 1\n"
      "user_id  TEXT     not null\n"
      "total    REAL               0\n"
      "label    TEXT                                   stored AS (upper(user_id)), collate NOCASE\n"
      "\n"
      "Keys and checks\n"
      "foreign key (user_id) references users (id) on delete cascade\n"
      "referenced by items (order_id) on update set null deferred\n"
      "check positive: total >= 0\n"
      "\n"
      "Indexes\n"
      "i1 (user_id, total DESC) unique where total > 0\n"
      "auto (id) for primary key\n"
      "\n"
      "Triggers\n"
      "CREATE TRIGGER tr AFTER INSERT ON orders\n"
      "BEGIN SELECT 1; END;\n"
      "\n"
      "SQL\n"
      "CREATE TABLE orders (\n"
      "  id INTEGER PRIMARY KEY\n"
      ");\n"
      "\n"
      "Sample\n"
      "id\n"
      "──\n"
      " 1\n"
      "\n"
      "note: a note\n");
}

TEST(RenderTableInfo, LeavesOutSectionsThatAreEmpty) {
  EXPECT_EQ(rendered("table_info", R"({"name": "v", "kind": "view",
      "columns": [{"name": "a", "type": ""}], "sql": "CREATE VIEW v AS SELECT 1 AS a",
      "sample": {"columns": [{"name": "a"}], "rows": []}})"),
            "v  view, 1 column\n"
            "\n"
            "Columns\n"
            "name  type  null  default  key\n"
            "────  ────  ────  ───────  ───\n"
            "a\n"
            "\n"
            "SQL\n"
            "CREATE VIEW v AS SELECT 1 AS a;\n"
            "\n"
            "Sample\n"
            "no rows\n");
}

TEST(RenderMigrations, MarksWhatIsAppliedPendingAndMissing) {
  EXPECT_EQ(rendered("list_migrations", R"({"database": "app", "directory": "/x/migrations",
      "table": "d1_migrations", "migrations": [
        {"name": "000.sql", "status": "file_missing", "applied_at": "2026-01-01 00:00:00"},
        {"name": "001_users.sql", "status": "applied", "applied_at": "2026-03-02 09:14:00"},
        {"name": "002_x.sql", "status": "pending", "rollback": "002_x_rollback.sql"}],
      "applied": 1, "pending": 1, "warnings": ["000.sql was applied but its file is gone"]})"),
            "✘ 000.sql        applied 2026-01-01 00:00:00, file missing\n"
            "✔ 001_users.sql  applied 2026-03-02 09:14:00\n"
            "• 002_x.sql      pending\n"
            "1 applied, 1 pending in /x/migrations (table d1_migrations)\n"
            "warning: 000.sql was applied but its file is gone\n");
}

TEST(RenderMigrations, TellsEditsRenamesAndWhatWasNotRun) {
  EXPECT_THAT(rendered("list_migrations", R"({"directory": "/x/migrations", "migrations": [
      {"name": "001", "status": "file_missing", "applied_at": "then", "renamed_to": "005"},
      {"name": "002", "status": "applied", "applied_at": "then", "edited": "cosmetic"},
      {"name": "003", "status": "applied", "applied_at": "then", "edited": "meaning",
       "difference": {"line": 3, "column": 5, "was": "TEXT", "is": ""}},
      {"name": "004", "status": "applied", "applied_at": "then", "how": "baseline"},
      {"name": "005", "status": "pending", "renamed_from": "001"}]})"),
              ::testing::StartsWith("✘ 001  applied then, renamed to 005\n"
                                    "✔ 002  applied then, cosmetic edit since\n"
                                    "✘ 003  applied then, edited since at 3:5: TEXT -> nothing\n"
                                    "✔ 004  not run, recorded then\n"
                                    "• 005  pending, applied as 001\n"));
}

TEST(RenderMigrations, SaysThatThereAreNone) {
  EXPECT_EQ(rendered("list_migrations", R"({"directory": "/x/m", "migrations": []})"),
            "no migrations in /x/m\n");
}

TEST(RenderMigrations, UsesAsciiAndColoursAsTheTerminalCan) {
  const char* pending = R"({"directory": "d", "table": "t", "applied": 0, "pending": 1,
                            "migrations": [{"name": "a", "status": "pending"}]})";

  EXPECT_THAT(rendered("list_migrations", pending, {.unicode = false}),
              StartsWith("- a  pending\n"));
  EXPECT_THAT(rendered("list_migrations", pending, {.color = true}),
              StartsWith("\x1b[33m•\x1b[0m a  pending\n\x1b[2m0 applied"));
}

TEST(RenderApplied, ListsFilesChangesAndTheBackup) {
  EXPECT_EQ(rendered("apply_migration", R"({"database": "app", "dry_run": false, "applied": [
      {"name": "003_usage.sql", "statements": 4, "duration_ms": 12.5, "changes": [
        {"table": "usage", "inserted": 1200, "updated": 3, "deleted": 0},
        {"table": "logs", "inserted": 0, "updated": 0, "deleted": 2}]},
      {"name": "004.sql", "statements": 1, "changes": []}],
      "pending": 2, "backup": {"path": "/x/app.backup", "bytes": 1536},
      "warnings": ["logs lost 2 rows"]})"),
            "✔ 003_usage.sql  4 statements, 12.5 ms\n"
            "    usage  1,200 inserted, 3 updated\n"
            "    logs   2 deleted\n"
            "✔ 004.sql        1 statement\n"
            "backup: /x/app.backup (1.5 KB)\n"
            "2 migrations applied, 2 still pending\n"
            "warning: logs lost 2 rows\n");
}

TEST(RenderApplied, SaysWhenNothingWasOrWillBeDone) {
  EXPECT_EQ(rendered("apply_migration", R"({"dry_run": false, "applied": [], "pending": 0})"),
            "nothing to apply: no migration is pending\n");
  EXPECT_THAT(rendered("apply_migration", R"({"dry_run": true, "pending": 0, "applied": [
                  {"name": "a", "statements": 1, "changes": []}]})"),
              EndsWith("1 migration tried on a private copy; the database was not changed\n"));
}

TEST(RenderSchemaDifferences, TellsEachObjectAndHowToHealIt) {
  EXPECT_EQ(rendered("diff_schema", R"js({"database": "app", "with": "migrations", "same": false,
      "differences": [
        {"type": "table", "name": "t", "status": "changed", "weight": "meaning",
         "what": ["column a: type: TEXT here, INT there"],
         "obstacle_here": "only a rebuild of the table does it: column a"},
        {"type": "index", "name": "i", "status": "extra", "weight": "meaning"},
        {"type": "view", "name": "v", "status": "changed", "weight": "text_only"}],
      "heal_here": ["DROP INDEX \"i\""], "heal_there": ["CREATE INDEX i\n ON t(a)"],
      "since": {"after": "001_a.sql", "until": "002_b.sql"}, "notes": ["003 is gone"]})js"),
            "✘ table t: changed\n"
            "    column a: type: TEXT here, INT there\n"
            "    to heal here: only a rebuild of the table does it: column a\n"
            "✘ index i: only here\n"
            "• view v: only the text differs\n"
            "to heal here:\n    DROP INDEX \"i\";\n"
            "to heal there:\n    CREATE INDEX i\n ON t(a);\n"
            "it began after 001_a.sql and before 002_b.sql was done\n"
            "app has another schema than what its migrations make\n"
            "note: 003 is gone\n");
}

TEST(RenderSchemaDifferences, SaysThatThereAreNone) {
  EXPECT_EQ(
      rendered("diff_schema", R"({"database": "a", "with": "b", "same": true, "differences": []})"),
      "a has the same schema as b\n");
}

TEST(RenderRepair, TellsEachChange) {
  EXPECT_EQ(rendered("repair_history", R"({"dry_run": true, "changes": [
      {"migration": "001.sql", "change": "recorded"},
      {"migration": "002.sql", "change": "forgotten"},
      {"migration": "003.sql", "change": "restamped"},
      {"migration": "004.sql", "change": "renamed", "to": "005.sql"},
      {"migration": "006.sql", "change": "put_back"}], "notes": ["007 stays"]})"),
            "✔ 001.sql  recorded as applied, not run\n"
            "✔ 002.sql  out of the history, pending again\n"
            "✔ 003.sql  cosmetic edit accepted\n"
            "✔ 004.sql  called 005.sql\n"
            "✔ 006.sql  file written again\n"
            "this is what would be done; nothing was changed\n"
            "note: 007 stays\n");
  EXPECT_EQ(rendered("repair_history", R"({"changes": []})"), "nothing to repair\n");
}

TEST(RenderRolledBack, ListsMigrationsAndWhatStaysApplied) {
  EXPECT_EQ(rendered("rollback_migration", R"({"database": "app", "dry_run": false, "rolled_back": [
      {"name": "004.sql", "file": "004_rollback.sql", "statements": 1, "changes": [
        {"table": "usage", "inserted": 0, "updated": 0, "deleted": 2}]}],
      "applied": 3, "backup": {"path": "/x/app.backup", "bytes": 1536}})"),
            "✔ 004.sql  1 statement\n"
            "    usage  2 deleted\n"
            "backup: /x/app.backup (1.5 KB)\n"
            "1 migration rolled back, 3 still applied\n");
}

TEST(RenderRolledBack, SaysWhenNothingWasOrWillBeDone) {
  EXPECT_EQ(
      rendered("rollback_migration", R"({"dry_run": false, "rolled_back": [], "applied": 0})"),
      "nothing to roll back\n");
  EXPECT_THAT(rendered("rollback_migration", R"({"dry_run": true, "applied": 0, "rolled_back": [
                  {"name": "a", "file": "b", "statements": 1, "changes": []}]})"),
              EndsWith("1 migration tried on a private copy, 0 still applied; the database was not "
                       "changed\n"));
}

TEST(RenderExecution, ListsChangesAndReturnedRows) {
  EXPECT_EQ(rendered("execute_sql", R"({"database": "app", "dry_run": false, "statements": 2,
      "changes": [{"table": "users", "inserted": 1, "updated": 2, "deleted": 0},
                  {"table": "t", "inserted": 0, "updated": 0, "deleted": 3}],
      "last_insert_rowid": 7, "results": [{"columns": [{"name": "id"}], "rows": [[7]]}]})"),
            "id\n"
            "──\n"
            " 7\n"
            "\n"
            "users  1 inserted, 2 updated\n"
            "t      3 deleted\n"
            "2 statements, 6 rows changed\n");
}

TEST(RenderExecution, SaysWhatADryRunWouldChange) {
  EXPECT_EQ(rendered("execute_sql", R"({"dry_run": true, "statements": 1, "changes": [],
                                        "notes": ["dry run: everything was rolled back"]})"),
            "1 statement, no rows would change\n"
            "note: dry run: everything was rolled back\n");
}

TEST(RenderImport, SaysWhatCameInWhere) {
  EXPECT_EQ(
      rendered("import_db", R"({"path": "/x/new.db", "rows": 3, "bytes": 8192, "dry_run": false,
      "tables": [{"name": "a", "rows": 2}, {"name": "long", "rows": 1}], "notes": ["VACUUM was left out"]})"),
      "a     2 rows\n"
      "long  1 row\n"
      "imported 3 rows into /x/new.db\n"
      "note: VACUUM was left out\n");
  EXPECT_EQ(rendered("import_db", R"({"database": "app", "rows": 1, "dry_run": true,
      "tables": [], "changes": [{"table": "a", "inserted": 2, "updated": 0, "deleted": 1}]})"),
            "a  2 inserted, 1 deleted\n"
            "would import 1 row into app\n");
}

TEST(RenderExport, SaysWhatWasWrittenWhere) {
  EXPECT_EQ(rendered("export_db", R"({"database": "app", "format": "sql", "path": "/x/dump.sql",
      "bytes": 2048, "tables": [{"name": "a", "rows": 2}, {"name": "b", "rows": 1}],
      "notes": ["full-text tables are rebuilt"]})"),
            "wrote /x/dump.sql, 2.0 KB of sql: 2 tables, 3 rows\n"
            "note: full-text tables are rebuilt\n");
  EXPECT_EQ(rendered("export_db", R"({"format": "sqlite", "path": "c.db", "bytes": 10})"),
            "wrote c.db, 10 bytes of sqlite\n");
  EXPECT_EQ(rendered("export_db", R"({"format": "sqlite", "path": "c.db", "bytes": 10,
      "tables": [{"name": "a", "rows": 2, "sha256": "00"}], "verified": true})"),
            "wrote c.db, 10 bytes of sqlite: 1 table, 2 rows, verified\n");
}

TEST(RenderExport, SaysWhetherAFileIsUpToDate) {
  EXPECT_EQ(rendered("export_db", R"({"format": "types", "path": "/x/rows.ts", "bytes": 9,
      "verified": true})"),
            "/x/rows.ts is up to date\n");
  EXPECT_EQ(rendered("export_db", R"({"format": "types", "path": "/x/rows.ts", "bytes": 9,
      "verified": false, "notes": ["line 2 differs"]})"),
            "/x/rows.ts is out of date\nnote: line 2 differs\n");
}

TEST(RenderExport, ShowsWhatCameInline) {
  EXPECT_EQ(rendered("export_db", R"({"format": "csv", "bytes": 6, "content": "id\r\n7",
                                      "tables": [{"name": "a", "rows": 1}]})"),
            "id\\r\n7\nexported 6 bytes of csv: 1 table, 1 row\n");
}

TEST(Render, ShowsNoControlCharactersFromTheDatabase) {
  const Style style{.color = false, .width = 0, .unicode = true};
  const char* evil = R"({"name": "e\u001b[2J", "kind": "table\u0007", "columns": [
      {"name": "c\u001b", "type": "t\u009b"}], "sql": "CREATE\u001b", "indexes": [
      {"name": "i\u001b", "columns": ["c\u001b"], "where": "\u001b"}], "triggers": [
      {"name": "t", "sql": "\u001b"}], "checks": ["\u001b"], "notes": ["\u001b"], "foreign_keys": [
      {"columns": ["\u001b"], "references": "\u001b", "on_delete": "\u001b"}], "module": "\u001b"})";
  const std::string text = rendered("table_info", evil, style);

  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\x07")));
  EXPECT_THAT(text, Not(HasSubstr("\u009b")));
}

TEST(Render, TellsOfABackupThatWasRestored) {
  EXPECT_EQ(
      rendered("restore_backup",
               R"({"dry_run": false, "restored": "b", "replaced": {"path": "/k/c", "bytes": 9}})"),
      "restored b\nwhat it replaced: /k/c\n");
  EXPECT_EQ(
      rendered("restore_backup",
               R"({"dry_run": true, "restored": "b", "backups": [{"name": "b", "bytes": 9}]})"),
      "b  9 bytes\nwould restore b; the database was not changed\n");
  EXPECT_EQ(rendered("restore_backup", R"({"dry_run": true, "backups": []})"),
            "there are no backups\n");
}

TEST(Render, TellsOfAMigrationThatWasWritten) {
  EXPECT_EQ(rendered("create_migration",
                     R"({"path": "m/002_a.sql", "rollback_path": "m/002_a_rollback.sql",
                         "rollback": "derived"})"),
            "wrote m/002_a.sql\n"
            "wrote m/002_a_rollback.sql, derived and proven on a private copy\n");
  EXPECT_THAT(rendered("create_migration",
                       R"({"path": "m/002_a.sql", "rollback_path": "m/002_a_rollback.sql",
                           "rollback": "template", "notes": ["write its statements"]})"),
              HasSubstr("write its statements"));
}

TEST(Render, SurvivesResultsOfAnotherShape) {
  for (const char* tool : {"list_databases",
                           "list_tables",
                           "table_info",
                           "run_query",
                           "execute_sql",
                           "list_migrations",
                           "apply_migration",
                           "rollback_migration",
                           "create_migration",
                           "restore_backup",
                           "export_db",
                           "import_db",
                           "no_such_tool"}) {
    for (const char* json :
         {"null",
          "[]",
          "{}",
          "7",
          R"({"rows": [7, {}], "columns": [1], "tables": [null], "databases": [3],
                                 "migrations": ["x"], "applied": [[]], "changes": [null],
                                 "backup": 1, "sample": [], "indexes": [0], "notes": "n",
                                 "row_count": -1, "duration_ms": "x", "bytes": 1.5})"}) {
      SCOPED_TRACE(std::string(tool) + " " + json);
      EXPECT_FALSE(render(tool, Json::parse(json), {.width = 40}).empty());
    }
  }
}

TEST(RenderJson, IsIndentedValidUtf8) {
  Json value = Json::object();
  value["a"] = "x\xFF";

  EXPECT_EQ(render_json(value), "{\n  \"a\": \"x\uFFFD\"\n}\n");
}

}  // namespace
}  // namespace d1mcp::cli
