// Tool diff_schema.

#include "unit/tools/fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class DiffSchema : public ToolsTest {
 protected:
  void open_migrated() {
    temporary_.write("migrations/001_a.sql",
                     "CREATE TABLE a(x TEXT);\nINSERT INTO a VALUES('seed');\n");
    temporary_.write("migrations/002_b.sql", "ALTER TABLE a ADD COLUMN y NOT NULL DEFAULT 0;\n");
    open_app("PRAGMA user_version=1;");
    result_of("apply_migration", Json::object());
  }

  void run(const std::string& sql) { result_of("execute_sql", {{"statements", sql}}); }

  Json diff(Json arguments = Json::object()) { return result_of("diff_schema", arguments); }
};

TEST_F(DiffSchema, FindsNothingAfterTheMigrations) {
  open_migrated();
  temporary_.write("migrations/003_pending.sql", "CREATE TABLE later(x);");

  const Json result = diff();

  EXPECT_EQ(result["same"], true);
  EXPECT_EQ(result["with"], "migrations");
  EXPECT_THAT(result["differences"], IsEmpty());
  EXPECT_FALSE(result.contains("since"));
  EXPECT_FALSE(result.contains("notes"));
}

TEST_F(DiffSchema, FindsWhatWasDoneByHandAndHealsIt) {
  open_migrated();
  run("CREATE INDEX by_hand ON a(x); ALTER TABLE a ADD COLUMN z");

  const Json result = diff();

  EXPECT_EQ(result["same"], false);
  EXPECT_THAT(members(result["differences"], "name"), ElementsAre("a", "by_hand"));
  EXPECT_THAT(result["differences"][0]["what"], ElementsAre("column z: only here"));
  EXPECT_THAT(result["heal_here"],
              ElementsAre("DROP INDEX \"by_hand\"", "ALTER TABLE \"a\" DROP COLUMN \"z\""));
  EXPECT_EQ(result["differences"][1]["status"], "extra");
  EXPECT_EQ(result["since"], Json({{"after", "002_b.sql"}}));
  EXPECT_THAT(lines_of(result, "notes"), HasSubstr("loses what is in it"));
  for (const Json& statement : result["heal_here"]) run(statement.get<std::string>() + ";");
  EXPECT_EQ(diff()["same"], true);
}

TEST_F(DiffSchema, TellsBetweenWhichMigrationsItBegan) {
  open_migrated();
  run("CREATE TABLE by_hand(x)");
  temporary_.write("migrations/003_c.sql", "CREATE TABLE c(x);");
  result_of("apply_migration", Json::object());

  EXPECT_EQ(diff()["since"], Json({{"after", "002_b.sql"}, {"until", "003_c.sql"}}));
}

TEST_F(DiffSchema, SaysNothingOfABeginningThatNobodyRecorded) {
  open_migrated();
  run("UPDATE d1_migrations SET d1_mcp = NULL; CREATE TABLE by_hand(x)");

  const Json result = diff();

  EXPECT_EQ(result["same"], false);
  EXPECT_FALSE(result.contains("since"));
}

TEST_F(DiffSchema, TakesTheKeptTextOfAFileThatIsGone) {
  open_migrated();
  std::filesystem::remove(root() / "migrations/001_a.sql");

  EXPECT_EQ(diff()["same"], true);

  run("UPDATE d1_migrations SET d1_mcp = NULL");
  EXPECT_THAT(lines_of(diff(), "notes"), HasSubstr("001_a.sql is applied, but there is neither"));
}

TEST_F(DiffSchema, SaysThatAnEditedFileIsReplayedAsItIs) {
  open_migrated();
  temporary_.write("migrations/001_a.sql", "CREATE TABLE a(x INTEGER);\n");

  const Json result = diff();

  EXPECT_THAT(result["differences"][0]["what"],
              ElementsAre("column x: type: TEXT here, INTEGER there"));
  EXPECT_THAT(result["differences"][0]["obstacle_here"].get<std::string>(),
              HasSubstr("only a rebuild"));
  EXPECT_THAT(lines_of(result, "notes"), HasSubstr("001_a.sql was edited"));
}

TEST_F(DiffSchema, ComparesTwoDatabases) {
  make_database("one.db", "CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t;");
  make_database("other.db", "CREATE TABLE \"t\" (a)");
  open({"one.db", "other.db"});

  const Json result = diff({{"database", "one"}, {"with", "other"}});

  EXPECT_EQ(result["with"], "other");
  EXPECT_THAT(members(result["differences"], "name"), ElementsAre("t", "v"));
  EXPECT_EQ(result["differences"][0]["weight"], "text_only");
  EXPECT_EQ(error_of("diff_schema", {{"database", "one"}, {"with", "third"}}).code,
            ErrorCode::not_found);
}

}  // namespace
}  // namespace d1mcp::tools
