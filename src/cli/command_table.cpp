#include "cli/command_table.hpp"

#include <algorithm>
#include <array>

namespace d1mcp::cli {
namespace {

using enum Command;

constexpr std::string_view kSqlDetails =
    "SQL is one argument, in quotes. A single - reads it from standard input, --file\n"
    "from a file. Where it begins with a dash, put -- before it.\n";

constexpr std::string_view kExecuteDetails =
    "All statements run in one transaction: where one fails, nothing is kept. Reports\n"
    "the rows changed in each table, by cascades and triggers too.\n"
    "\n"
    "SQL is one argument, in quotes. A single - reads it from standard input, --file\n"
    "from a file. Where it begins with a dash, put -- before it.\n";

constexpr std::array kCommands = {
    CommandSpec{.command = serve,
                .words = "",
                .tool = "",
                .operands = "[DATABASE...]",
                .summary = "serve the tools over MCP",
                .details = "",
                .examples = ""},
    CommandSpec{.command = databases,
                .words = "databases",
                .tool = "list_databases",
                .operands = "[DATABASE...]",
                .summary = "list the databases that can be opened",
                .details = "",
                .examples = "d1-mcp databases\n"
                            "d1-mcp databases app.db --name archive=old/app.db\n"},
    CommandSpec{.command = tables,
                .words = "tables",
                .tool = "list_tables",
                .operands = "[DATABASE]",
                .summary = "list tables and views",
                .details = "",
                .examples = "d1-mcp tables app.db\n"
                            "d1-mcp tables --pattern 'user*' --detail columns\n"},
    CommandSpec{.command = info,
                .words = "info",
                .tool = "table_info",
                .operands = "[DATABASE] TABLE",
                .summary = "everything about one table or view",
                .details = "",
                .examples = "d1-mcp info app.db users\n"
                            "d1-mcp info users --sample 3\n"},
    CommandSpec{.command = query,
                .words = "query",
                .tool = "run_query",
                .operands = "[DATABASE] SQL",
                .summary = "run one statement that only reads",
                .details = kSqlDetails,
                .examples = "d1-mcp query app.db 'SELECT * FROM users WHERE plan = ?' --param pro\n"
                            "d1-mcp query 'SELECT :a + 1' --params '{\"a\": 41}' --json\n"
                            "d1-mcp query app.db --file report.sql --limit 10000\n"},
    CommandSpec{.command = execute,
                .words = "execute",
                .tool = "execute_sql",
                .operands = "[DATABASE] SQL",
                .summary = "change data or schema, all or nothing",
                .details = kExecuteDetails,
                .examples =
                    "d1-mcp execute app.db \"DELETE FROM users WHERE plan = 'free'\" --dry-run\n"
                    "d1-mcp execute app.db - < changes.sql\n"},
    CommandSpec{.command = migrate_status,
                .words = "migrate status",
                .tool = "list_migrations",
                .operands = "[DATABASE]",
                .summary = "show which migrations are applied and pending",
                .details = "",
                .examples = "d1-mcp migrate status\n"
                            "d1-mcp migrate status app.db --migrations db/migrations\n"},
    CommandSpec{
        .command = migrate_check,
        .words = "migrate check",
        .tool = "check_migration",
        .operands = "[DATABASE]",
        .summary = "find what would fail or lose rows",
        .details =
            "Checks pending files by rules on their text, the schema and the rows, and runs\n"
            "them on a private copy. Exits with 3 when there are errors. A finding is\n"
            "accepted by a comment before its statement: -- migrate:allow ID reason\n",
        .examples = "d1-mcp migrate check\n"
                    "d1-mcp migrate check app.db --strict --json\n"
                    "d1-mcp migrate check --sarif > findings.sarif\n"},
    CommandSpec{.command = migrate_apply,
                .words = "migrate apply",
                .tool = "apply_migration",
                .operands = "[DATABASE]",
                .summary = "apply pending migrations, after a backup",
                .details =
                    "Each file and its row in wrangler's history table are one transaction, with\n"
                    "--single-transaction all files together. Verify scripts have to agree. With\n"
                    "--dry-run the files run on a private copy, and the report says what would\n"
                    "change. Before rows are lost you are asked at the terminal.\n",
                .examples = "d1-mcp migrate apply --dry-run\n"
                            "d1-mcp migrate apply app.db --target 003_usage.sql\n"},
    CommandSpec{.command = migrate_rollback,
                .words = "migrate rollback",
                .tool = "rollback_migration",
                .operands = "[DATABASE]",
                .summary = "undo the last applied migrations, after a backup",
                .details =
                    "Runs the rollback files, the last applied migration first. Each file and the\n"
                    "removal of its migration from wrangler's history table are one transaction.\n"
                    "With --dry-run they run on a private copy, and the report says what would\n"
                    "change.\n",
                .examples = "d1-mcp migrate rollback --dry-run\n"
                            "d1-mcp migrate rollback app.db --to 003_usage.sql\n"},
    CommandSpec{
        .command = migrate_new,
        .words = "migrate new",
        .tool = "create_migration",
        .operands = "[DATABASE] NAME",
        .summary = "write the next migration and its rollback",
        .details =
            "With --sql or --file the statements are tried on a private copy first, and the\n"
            "rollback is derived and proven there where nothing would be lost. Without them\n"
            "two templates are written. Nothing is applied.\n",
        .examples = "d1-mcp migrate new add_phone_to_users\n"
                    "d1-mcp migrate new add_phone --sql 'ALTER TABLE users ADD phone TEXT'\n"},
    CommandSpec{
        .command = migrate_diff,
        .words = "migrate diff",
        .tool = "diff_schema",
        .operands = "[DATABASE [WITH]]",
        .summary = "compare the schema with its migrations",
        .details = "Compares the live schema with what the applied files make in memory, or with\n"
                   "that of the database WITH. Tells what differs in meaning and what only in its\n"
                   "text, and the SQL that heals either side. Exits with 3 where the meaning\n"
                   "differs.\n",
        .examples = "d1-mcp migrate diff\n"
                    "d1-mcp migrate diff app.db other.db --json\n"},
    CommandSpec{
        .command = migrate_baseline,
        .words = "migrate baseline",
        .tool = "repair_history",
        .operands = "[DATABASE]",
        .summary = "record files as applied without running them",
        .details =
            "For a database that has the schema already. The files up to --to, or all, are\n"
            "recorded when they make in memory the schema that is there; where they do not,\n"
            "the differences are told, and only --force records them.\n",
        .examples = "d1-mcp migrate baseline --dry-run\n"
                    "d1-mcp migrate baseline app.db --to 003_usage.sql\n"},
    CommandSpec{.command = migrate_mark,
                .words = "migrate mark",
                .tool = "repair_history",
                .operands = "[DATABASE] FILE",
                .summary = "record one file as applied without running it",
                .details = "",
                .examples = "d1-mcp migrate mark 003_usage.sql\n"},
    CommandSpec{.command = migrate_forget,
                .words = "migrate forget",
                .tool = "repair_history",
                .operands = "[DATABASE] FILE",
                .summary = "take one file out of the history",
                .details = "It is pending again. What it did stays; see migrate rollback.\n",
                .examples = "d1-mcp migrate forget 003_usage.sql --dry-run\n"},
    CommandSpec{
        .command = migrate_repair,
        .words = "migrate repair",
        .tool = "repair_history",
        .operands = "[DATABASE]",
        .summary = "follow renames and cosmetic edits of files",
        .details =
            "Rows of files that still mean what they did get the name and the hashes the file\n"
            "has now. With --put-back files that are gone are written again from the text the\n"
            "history kept, never over one that is there.\n",
        .examples = "d1-mcp migrate repair --dry-run\n"
                    "d1-mcp migrate repair app.db --put-back\n"},
    CommandSpec{
        .command = migrate_restore,
        .words = "migrate restore",
        .tool = "restore_backup",
        .operands = "[DATABASE]",
        .summary = "put a backup back, keeping what it replaces",
        .details =
            "Without --backup it is the newest one. Programs that have the database open see\n"
            "the old content until it is done. With --dry-run the backups are listed.\n",
        .examples = "d1-mcp migrate restore --dry-run\n"
                    "d1-mcp migrate restore app.db --backup "
                    "app.20261122T134501.042Z.sqlite.backup\n"},
    CommandSpec{.command = export_database,
                .words = "export",
                .tool = "export_db",
                .operands = "[DATABASE]",
                .summary = "write SQL, a SQLite file, CSV, JSON lines, types",
                .details =
                    "Without --output the export goes to standard output. The format types is\n"
                    "TypeScript for the rows of each table and view; with --check nothing is\n"
                    "written, and a file that is out of date exits with 3.\n",
                .examples = "d1-mcp export app.db > dump.sql\n"
                            "d1-mcp export app.db --format csv --table users --output users.csv\n"
                            "d1-mcp export --format types --output src/rows.ts --check\n"},
    CommandSpec{.command = import_database,
                .words = "import",
                .tool = "import_db",
                .operands = "[DATABASE]",
                .summary = "load an SQL dump, CSV or JSON lines",
                .details =
                    "One transaction: after an error nothing has changed. The file may be packed\n"
                    "with gzip or zstd; --input - is standard input. --output makes a new SQLite\n"
                    "file: of an SQL dump, whatever the order of its tables, or of rows, in a\n"
                    "new table --table with columns after what is in them.\n",
                .examples = "d1-mcp import --input dump.sql.gz --output app.db\n"
                            "d1-mcp import app.db --input users.csv --table users --dry-run\n"
                            "d1-mcp import --input users.csv --table users --output users.db\n"},
    CommandSpec{
        .command = demo,
        .words = "demo",
        .tool = "",
        .operands = "",
        .summary = "serve a sample project, to try everything on",
        .details =
            "Makes a small D1 project with tables, migrations and rows, serves it over HTTP\n"
            "and prints how to connect a client.\n",
        .examples = "d1-mcp demo --http 8080\n"
                    "d1-mcp demo --dir sample\n"},
};

constexpr CommandSet kServing = {serve, demo};
constexpr CommandSet kShell = {databases,
                               tables,
                               info,
                               query,
                               execute,
                               migrate_status,
                               migrate_check,
                               migrate_apply,
                               migrate_rollback,
                               migrate_new,
                               migrate_diff,
                               migrate_baseline,
                               migrate_mark,
                               migrate_forget,
                               migrate_repair,
                               migrate_restore,
                               export_database,
                               import_database,
                               demo};
constexpr CommandSet kLosing = {serve, demo, migrate_apply, migrate_rollback};
constexpr CommandSet kTakingSql = {query, execute};

// In the order in which help shows them.
constexpr std::array kOptions = {
    OptionSpec{"--http",
               "HOST:PORT",
               false,
               kServing,
               "serve over HTTP; a PORT alone means this machine\nonly (127.0.0.1)"},
    OptionSpec{"--token-file",
               "FILE",
               false,
               kServing,
               "over HTTP, let in only who has a token of FILE:\n\"LEVEL TOKEN\" a line, the level "
               "being read, migrate\nor write; or set D1MCP_TOKEN to the one token"},
    OptionSpec{"--allow-host",
               "NAME",
               true,
               kServing,
               "over HTTP, a name by which clients may call this\nserver besides localhost; may be "
               "repeated"},
    OptionSpec{
        "--allow-origin",
        "ORIGIN",
        true,
        kServing,
        "over HTTP, an origin whose web pages may call this\nserver, as https://app.example.com"},
    OptionSpec{"--allow-loss",
               "",
               false,
               kLosing,
               "drop tables or columns and delete many rows\nwithout asking a person"},
    OptionSpec{"--dir", "DIR", false, {demo}, "where to make the sample project"},
    OptionSpec{"--pattern", "P", false, {tables}, "part of a name, or a GLOB such as 'user*'"},
    OptionSpec{"--detail", "LEVEL", false, {tables}, "names, summary (default) or columns"},
    OptionSpec{"--sample", "N", false, {info}, "show N rows too, up to 20"},
    OptionSpec{"--param",
               "VALUE",
               true,
               kTakingSql,
               "value of the next ?, once for each. Numbers, true,\nfalse (1, 0) and null are "
               "meant as such, all else is\ntext; text:VALUE is text in any case"},
    OptionSpec{"--params",
               "JSON",
               false,
               kTakingSql,
               "all values at once: an array for ?, an object for\n:name"},
    OptionSpec{"--file", "F", false, {query, execute, migrate_new}, "read the SQL from a file"},
    OptionSpec{"--sql",
               "SQL",
               false,
               {migrate_new, export_database},
               "what the migration does; of an export to csv or\njsonl, the query whose rows are "
               "written"},
    OptionSpec{"--limit", "N", false, {query}, "rows at most: 1 to 10000 (default 1000)"},
    OptionSpec{"--timeout", "MS", false, kTakingSql, "milliseconds at most (default 30000)"},
    OptionSpec{"--explain", "", false, {query}, "show the query plan instead of running it"},
    OptionSpec{"--target",
               "X",
               false,
               {migrate_check, migrate_apply},
               "stop after this file (name or number)"},
    OptionSpec{"--single-transaction",
               "",
               false,
               {migrate_apply},
               "apply all files in one transaction: all or nothing"},
    OptionSpec{"--strict", "", false, {migrate_check}, "exit with 3 for warnings too"},
    OptionSpec{"--sarif",
               "",
               false,
               {migrate_check},
               "print the findings as SARIF 2.1.0, for annotations"},
    OptionSpec{
        "--steps", "N", false, {migrate_rollback}, "how many migrations to undo (default 1)"},
    OptionSpec{"--to",
               "X",
               false,
               {migrate_rollback, migrate_baseline},
               "rollback: undo what was applied after this file\n(name or number), which stays "
               "applied; baseline: the\nlast file to record"},
    OptionSpec{
        "--force", "", false, {migrate_baseline}, "record them although the schema is another one"},
    OptionSpec{
        "--put-back", "", false, {migrate_repair}, "write applied files that are gone again"},
    OptionSpec{"--backup", "NAME", false, {migrate_restore}, "the backup to put back"},
    OptionSpec{"--dry-run",
               "",
               false,
               {execute,
                migrate_apply,
                migrate_rollback,
                migrate_baseline,
                migrate_mark,
                migrate_forget,
                migrate_repair,
                migrate_restore,
                import_database},
               "report what would change, and change nothing"},
    OptionSpec{"--input",
               "FILE",
               false,
               {import_database},
               "file to read, plain, gzip or zstd; - is standard\ninput"},
    OptionSpec{"--format",
               "FORMAT",
               false,
               {export_database, import_database},
               "export: sql (default), sqlite, csv, jsonl or types;\nimport: sql, csv or jsonl "
               "(default: by content)"},
    OptionSpec{"--output",
               "FILE",
               false,
               {export_database, import_database},
               "file to write; of an import, a new SQLite file"},
    OptionSpec{"--table",
               "T",
               true,
               {export_database, import_database},
               "only this table; may be repeated. csv and jsonl take\nexactly one"},
    OptionSpec{
        "--on-conflict",
        "WHAT",
        false,
        {import_database},
        "what a csv or jsonl row does whose key is there\nalready: fail (default), ignore or "
        "replace"},
    OptionSpec{"--no-schema", "", false, {export_database}, "leave out CREATE statements"},
    OptionSpec{"--no-data", "", false, {export_database}, "leave out the rows"},
    OptionSpec{"--overwrite",
               "",
               false,
               {export_database, import_database},
               "replace the file if it exists"},
    OptionSpec{"--verify",
               "",
               false,
               {export_database},
               "read the file back and compare every row (sql and\nsqlite)"},
    OptionSpec{"--check",
               "",
               false,
               {export_database},
               "compare --output with the types there should be,\nand write nothing"},
    OptionSpec{"--json", "", false, kShell, "print the result as JSON, for scripts"},
    OptionSpec{"--access",
               "LEVEL",
               false,
               CommandSet::all(),
               "what may be done: read, migrate (default) or write.\nThe command execute implies "
               "write"},
    OptionSpec{"--migrations",
               "DIR",
               false,
               CommandSet::all(),
               "folder of the migrations (default: from wrangler's\nconfiguration)"},
    OptionSpec{
        "--dialect",
        "DIALECT",
        false,
        CommandSet::all(),
        "whose rules SQL must follow: sqlite, d1-local or d1\n(default: by kind of database)"},
    OptionSpec{"--name", "NAME=PATH", true, CommandSet::all(), "one more database, with a name"},
    OptionSpec{"--config", "FILE", false, CommandSet::all(), "wrangler configuration to read"},
    OptionSpec{
        "--env", "NAME", false, CommandSet::all(), "environment in it (default: $CLOUDFLARE_ENV)"},
    OptionSpec{
        "--persist-to", "DIR", false, CommandSet::all(), "where wrangler keeps local databases"},
    OptionSpec{"--allow-dir",
               "DIR",
               true,
               CommandSet::all(),
               "folder exports may be written to; may be repeated"},
    OptionSpec{"--log-level",
               "LEVEL",
               false,
               CommandSet::all(),
               "debug, info, warning (default), error or off; logs\ngo to standard error"},
    OptionSpec{"--version", "", false, CommandSet::all(), "print the version"},
    OptionSpec{"--help", "", false, CommandSet::all(), "print help, also on one command"},
};

}  // namespace

std::span<const CommandSpec> all_commands() {
  return kCommands;
}

std::span<const OptionSpec> all_options() {
  return kOptions;
}

const CommandSpec& spec_of(Command command) {
  return *std::ranges::find(kCommands, command, &CommandSpec::command);
}

const OptionSpec* find_option(std::string_view name) {
  const auto* found = std::ranges::find(kOptions, name, &OptionSpec::name);
  return found == kOptions.end() ? nullptr : &*found;
}

std::vector<std::string> first_words() {
  std::vector<std::string> words;
  for (const CommandSpec& spec : kCommands) {
    const std::string word(spec.words.substr(0, spec.words.find(' ')));
    if (!word.empty() && (words.empty() || words.back() != word)) words.push_back(word);
  }
  words.emplace_back("help");
  return words;
}

std::vector<std::string> options_of(Command command) {
  std::vector<std::string> names;
  for (const OptionSpec& spec : kOptions) {
    if (spec.commands.contains(command)) names.emplace_back(spec.name);
  }
  return names;
}

}  // namespace d1mcp::cli
