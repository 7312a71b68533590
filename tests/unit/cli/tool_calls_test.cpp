#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixture.hpp"

namespace d1mcp::cli {
namespace {

using Arguments = std::vector<std::string>;

struct ToolCallsCase {
  Arguments arguments;
  std::string tool;
  Arguments databases;
  const char* json;
};

void expect_calls(const std::vector<ToolCallsCase>& cases, const World& world = {}) {
  for (const ToolCallsCase& c : cases) {
    SCOPED_TRACE(shown(c.arguments));
    const auto parsed = world.parse(c.arguments);
    ASSERT_TRUE(parsed) << describe(parsed.error());
    EXPECT_EQ(parsed->mode, Mode::call_tool);
    EXPECT_EQ(parsed->tool, c.tool);
    EXPECT_EQ(parsed->options.databases, c.databases);
    EXPECT_EQ(parsed->arguments, Json::parse(c.json));
  }
}

TEST(ToolCalls, NameTheirToolDatabasesAndArguments) {
  expect_calls({
      {{"databases"}, "list_databases", {}, "{}"},
      {{"databases", "a.db", "b.db"}, "list_databases", {"a.db", "b.db"}, "{}"},
      {{"tables"}, "list_tables", {}, "{}"},
      {{"tables", "a.db"}, "list_tables", {"a.db"}, "{}"},
      {{"tables", "a.db", "--pattern", "u*", "--detail", "columns"},
       "list_tables",
       {"a.db"},
       R"({"pattern":"u*","detail":"columns"})"},
      {{"info", "users"}, "table_info", {}, R"({"table":"users"})"},
      {{"info", "a.db", "users", "--sample", "3"},
       "table_info",
       {"a.db"},
       R"({"table":"users","sample_rows":3})"},
      {{"migrate", "status"}, "list_migrations", {}, "{}"},
      {{"migrate", "status", "a.db"}, "list_migrations", {"a.db"}, "{}"},
      {{"migrate", "apply", "a.db", "--target", "003", "--dry-run"},
       "apply_migration",
       {"a.db"},
       R"({"target":"003","dry_run":true})"},
      {{"migrate", "rollback"}, "rollback_migration", {}, "{}"},
      {{"migrate", "rollback", "a.db", "--steps", "2", "--dry-run"},
       "rollback_migration",
       {"a.db"},
       R"({"steps":2,"dry_run":true})"},
      {{"migrate", "rollback", "--to", "003"}, "rollback_migration", {}, R"({"to":"003"})"},
      {{"migrate", "restore", "a.db", "--dry-run"},
       "restore_backup",
       {"a.db"},
       R"({"dry_run":true})"},
      {{"migrate", "restore", "--backup", "b"}, "restore_backup", {}, R"({"backup":"b"})"},
      {{"migrate", "diff"}, "diff_schema", {}, "{}"},
      {{"migrate", "diff", "a.db", "b.db"}, "diff_schema", {"a.db", "b.db"}, "{}"},
      {{"migrate", "baseline", "a.db", "--to", "003", "--force"},
       "repair_history",
       {"a.db"},
       R"({"action":"baseline","migration":"003","force":true})"},
      {{"migrate", "mark", "003"},
       "repair_history",
       {},
       R"({"action":"mark_applied","migration":"003"})"},
      {{"migrate", "forget", "a.db", "003_x.sql", "--dry-run"},
       "repair_history",
       {"a.db"},
       R"({"action":"forget","migration":"003_x.sql","dry_run":true})"},
      {{"migrate", "repair", "a.db", "--put-back"},
       "repair_history",
       {"a.db"},
       R"({"action":"restamp","put_back":true})"},
      {{"migrate", "new", "add_phone"}, "create_migration", {}, R"({"name":"add_phone"})"},
      {{"migrate", "new", "a.db", "add phone", "--sql", "SELECT 1"},
       "create_migration",
       {"a.db"},
       R"({"name":"add phone","sql":"SELECT 1"})"},
  });
}

TEST(ToolCalls, TakeTheDatabaseBeforeAndAfterOptions) {
  expect_calls({
      {{"tables", "--pattern", "u", "a.db"}, "list_tables", {"a.db"}, R"({"pattern":"u"})"},
      {{"--json", "tables", "a.db"}, "list_tables", {"a.db"}, "{}"},
      {{"--access", "read", "tables", "--json", "a.db"}, "list_tables", {"a.db"}, "{}"},
      {{"info", "--sample=1", "a.db", "users"},
       "table_info",
       {"a.db"},
       R"({"table":"users","sample_rows":1})"},
      {{"migrate", "--json", "status", "a.db"}, "list_migrations", {"a.db"}, "{}"},
  });
}

TEST(ToolCalls, OfQueryAskForWhatAScreenTakes) {
  expect_calls({
      {{"query", "SELECT 1"},
       "run_query",
       {},
       R"({"limit":1000,"max_bytes":4000000,"sql":"SELECT 1"})"},
      {{"query", "a.db", "SELECT 1", "--limit", "5", "--timeout", "250", "--explain"},
       "run_query",
       {"a.db"},
       R"({"limit":5,"max_bytes":4000000,"explain":true,"timeout_ms":250,"sql":"SELECT 1"})"},
      {{"query", "SELECT ?, ?", "--param", "pro", "--param", "-1"},
       "run_query",
       {},
       R"({"limit":1000,"max_bytes":4000000,"params":["pro",-1],"sql":"SELECT ?, ?"})"},
      {{"query", "SELECT :a", "--params", R"({"a":{"$int":"7"}})"},
       "run_query",
       {},
       R"({"limit":1000,"max_bytes":4000000,"params":{"a":{"$int":"7"}},"sql":"SELECT :a"})"},
  });
}

TEST(ToolCalls, TakeSqlThatBeginsWithADash) {
  const auto with_sql = [](const std::string& sql) {
    return R"({"limit":1000,"max_bytes":4000000,"sql":)" + Json(sql).dump() + "}";
  };
  const std::string comment = "--comment\nSELECT 1";
  const std::string spaced = "-- comment\nSELECT 1";
  const std::string option = "--json";
  const std::string in_comment = with_sql(comment);
  const std::string in_spaced = with_sql(spaced);
  const std::string in_option = with_sql(option);
  const std::string in_number = with_sql("-1");
  expect_calls({
      {{"query", "a.db", comment}, "run_query", {"a.db"}, in_comment.c_str()},
      {{"query", "a.db", spaced}, "run_query", {"a.db"}, in_spaced.c_str()},
      {{"query", "a.db", "--", comment}, "run_query", {"a.db"}, in_comment.c_str()},
      {{"query", "a.db", "--", option}, "run_query", {"a.db"}, in_option.c_str()},
      {{"query", "--", "a.db", option}, "run_query", {"a.db"}, in_option.c_str()},
      {{"query", "-1"}, "run_query", {}, in_number.c_str()},
  });
}

TEST(ToolCalls, ReadSqlFromFilesAndStandardInput) {
  World world;
  world.files["q.sql"] = "SELECT 2";
  world.standard_input = "DELETE FROM t";
  expect_calls(
      {
          {{"query", "a.db", "--file", "q.sql"},
           "run_query",
           {"a.db"},
           R"({"limit":1000,"max_bytes":4000000,"sql":"SELECT 2"})"},
          {{"execute", "--file", "q.sql"}, "execute_sql", {}, R"({"statements":"SELECT 2"})"},
          {{"execute", "a.db", "-", "--dry-run"},
           "execute_sql",
           {"a.db"},
           R"({"dry_run":true,"statements":"DELETE FROM t"})"},
          {{"execute", "-"}, "execute_sql", {}, R"({"statements":"DELETE FROM t"})"},
      },
      world);
}

TEST(ToolCalls, OfExportLeaveOutWhatIsUsual) {
  expect_calls({
      {{"export"}, "export_db", {}, "{}"},
      {{"export", "a.db", "--format", "csv", "--table", "users"},
       "export_db",
       {"a.db"},
       R"({"format":"csv","tables":["users"]})"},
      {{"export", "--table", "a", "--table", "b", "--no-data"},
       "export_db",
       {},
       R"({"tables":["a","b"],"data":false})"},
      {{"export", "--no-schema", "--output", "out/x.sql", "--overwrite"},
       "export_db",
       {},
       R"({"schema":false,"overwrite":true,"output":"out/x.sql"})"},
      {{"export", "a.db", "--format", "sqlite", "--output", "copy.db"},
       "export_db",
       {"a.db"},
       R"({"format":"sqlite","output":"copy.db"})"},
      {{"export", "--output", "x.sql", "--verify"},
       "export_db",
       {},
       R"({"output":"x.sql","verify":true})"},
      {{"export", "--format", "csv", "--sql", "SELECT 1"},
       "export_db",
       {},
       R"({"format":"csv","sql":"SELECT 1"})"},
      {{"export", "--format", "types", "--output", "x.ts", "--check"},
       "export_db",
       {},
       R"({"format":"types","output":"x.ts","check":true})"},
  });
}

TEST(ToolCalls, ImportFiles) {
  expect_calls({
      {{"import", "--input", "dump.sql.gz", "--output", "new.db", "--overwrite"},
       "import_db",
       {},
       R"({"input":"dump.sql.gz","overwrite":true,"output":"new.db"})"},
      {{"import", "a.db", "--input", "-", "--format", "csv", "--table", "t", "--dry-run"},
       "import_db",
       {"a.db"},
       R"({"input":"-","format":"csv","table":"t","dry_run":true})"},
      {{"import", "--input", "r.jsonl", "--table", "t", "--on-conflict", "replace"},
       "import_db",
       {},
       R"({"input":"r.jsonl","table":"t","on_conflict":"replace"})"},
  });
}

// In CLI11 each of these loses or splits an argument when the parser is used as it comes.
TEST(ToolCalls, KeepWordsThatMeanSomethingToTheParser) {
  expect_calls({
      {{"info", "tables"}, "table_info", {}, R"({"table":"tables"})"},
      {{"info", "query", "info"}, "table_info", {"query"}, R"({"table":"info"})"},
      {{"info", "[a,b]"}, "table_info", {}, R"({"table":"[a,b]"})"},
      {{"info", "++"}, "table_info", {}, R"({"table":"++"})"},
      {{"tables", "--pattern", "[ab]*"}, "list_tables", {}, R"({"pattern":"[ab]*"})"},
      {{"query", "SELECT ?", "--param", "[1,2]", "--param", "{}", "--param", "%%"},
       "run_query",
       {},
       R"({"limit":1000,"max_bytes":4000000,"params":["[1,2]","{}","%%"],"sql":"SELECT ?"})"},
      {{"query", "SELECT ?", "--param=", "--param", ""},
       "run_query",
       {},
       R"({"limit":1000,"max_bytes":4000000,"params":["",""],"sql":"SELECT ?"})"},
      {{"tables", "./tables"}, "list_tables", {"./tables"}, "{}"},
      {{"tables", "--", "--odd-name.db"}, "list_tables", {"--odd-name.db"}, "{}"},
  });
}

TEST(ToolCalls, SayWhetherJsonIsWanted) {
  EXPECT_TRUE(World{}.parse({"tables", "--json"})->json);
  EXPECT_FALSE(World{}.parse({"tables"})->json);
}

TEST(ToolCalls, MayWriteOnlyWhereTheCommandSaysSo) {
  EXPECT_EQ(World{}.parse({"execute", "x"})->options.access, Access::write);
  EXPECT_EQ(World{}.parse({"execute", "x", "--access", "read"})->options.access, Access::read);
  EXPECT_EQ(World{}.parse({"query", "x"})->options.access, Access::migrate);
  EXPECT_EQ(World{}.parse({"migrate", "apply"})->options.access, Access::migrate);
}

}  // namespace
}  // namespace d1mcp::cli
