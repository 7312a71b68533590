// Applying migrations with verify scripts, in one transaction, and held to what was rehearsed.

#include "fixture.hpp"
#include "support/databases.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

class VerifiedMigration : public ToolsTest {
 protected:
  void add(const std::string& name, std::string_view sql) const {
    temporary_.write("migrations/" + name, sql);
  }

  bool exists(const std::string& table) {
    return cell("SELECT count(*) FROM sqlite_schema WHERE name = '" + table + "'") == 1;
  }
};

TEST_F(VerifiedMigration, IsAppliedWhereItsScriptAgrees) {
  add("001_a.sql", "CREATE TABLE a(x); INSERT INTO a VALUES(1);");
  add("verify/001_a.sql", "SELECT count(*) = 1 FROM a;");
  open_app("CREATE TABLE t(a)");

  EXPECT_EQ(result_of("list_migrations", Json::object())["migrations"][0]["verify"],
            "verify/001_a.sql");
  EXPECT_EQ(result_of("check_migration", Json::object())["ok"], true);
  EXPECT_EQ(result_of("apply_migration", Json::object())["applied"][0]["verified"], 1);
}

TEST_F(VerifiedMigration, IsFoundFailingBeforeAnythingIsApplied) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "INSERT INTO a VALUES(1);");
  add("002_b_verify.sql", "SELECT 1;\nSELECT count(*) = 2 FROM a;");
  open_app("CREATE TABLE t(a)");

  const Json checked = result_of("check_migration", Json::object());

  EXPECT_EQ(checked["ok"], false);
  const Json finding = member_where(checked["findings"], "rule", "R02");
  EXPECT_EQ(finding["file"], "002_b_verify.sql");
  EXPECT_EQ(finding["line"], 2);
  EXPECT_THAT(finding["message"].get<std::string>(),
              HasSubstr("SELECT count(*) = 2 FROM a gave 0"));
  EXPECT_EQ(checked["files"][0]["verdict"], "clean");
  EXPECT_EQ(checked["files"][1]["verdict"], "errors");
  const Error error = error_of("apply_migration", Json::object());
  EXPECT_THAT(error.message, HasSubstr("so nothing was applied"));
  EXPECT_EQ(error.place->file, "002_b_verify.sql");
  EXPECT_FALSE(exists("a"));
}

TEST_F(VerifiedMigration, HasAPlanThatItsScriptIsPartOf) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("001_a_verify.sql", "SELECT count(*) = 0 FROM a;");
  open_app("CREATE TABLE t(a)");
  const Json plan = result_of("check_migration", Json::object())["plan"];

  add("001_a_verify.sql", "SELECT count(*) < 1 FROM a;");

  EXPECT_THAT(error_of("apply_migration", {{"plan", plan}}).message, EndsWith("since: the files"));
}

TEST_F(VerifiedMigration, WithoutItsMigrationIsAFinding) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_gone.verify.sql", "SELECT 1;");
  open_app("CREATE TABLE t(a)");

  EXPECT_THAT(members(result_of("check_migration", Json::object())["findings"], "rule"),
              Contains("M10"));
}

TEST_F(VerifiedMigration, InOneTransactionLeavesNothingWhereTheLastFails) {
  transactions_ = Transactions::one_for_all;
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "CREATE TABLE b(x);");
  open_app("PRAGMA journal_mode=WAL; CREATE TABLE t(a)");

  // It failed only for good: when the first copy was made b was not there yet.
  const Answer answer = call("apply_migration", Json::object(), meanwhile("copying pages", [&] {
                               test::run_sql(root() / "app.db", "CREATE TABLE b(x)");
                             }));

  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().message, HasSubstr("none of the files was applied"));
  EXPECT_THAT(answer.error().hint, Not(HasSubstr("kept so")));
  EXPECT_FALSE(exists("a"));
}

TEST_F(VerifiedMigration, InOneTransactionTellsWhatEachFileDid) {
  transactions_ = Transactions::one_for_all;
  add("001_a.sql", "CREATE TABLE a(x); INSERT INTO a VALUES(1);");
  add("002_b.sql", "INSERT INTO a VALUES(2), (3);");
  open_app("CREATE TABLE t(a)");

  const Json applied = result_of("apply_migration", Json::object())["applied"];

  EXPECT_THAT(members(applied, "name"), ElementsAre("001_a.sql", "002_b.sql"));
  EXPECT_EQ(applied[1]["changes"][0]["inserted"], 2);
}

TEST_F(VerifiedMigration, IsRolledBackWhereTheDataChangedSinceItWasRehearsed) {
  add("001_clean.sql", "DELETE FROM t WHERE old;");
  open_app("CREATE TABLE t(old); INSERT INTO t VALUES(1),(0),(0)");

  const Answer answer =
      call("apply_migration", Json::object(), meanwhile("applying 001_clean.sql", [&] {
             test::run_sql(root() / "app.db", "UPDATE t SET old = 1");
           }));

  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().message, HasSubstr("t would lose 3 rows, not 1"));
  EXPECT_EQ(cell("SELECT count(*) FROM t"), 3);
}

TEST_F(VerifiedMigration, IsRehearsedWithForeignKeysOffWhereItBeginsSo) {
  add("001_rebuild.sql",
      "PRAGMA foreign_keys=OFF;\n"
      "CREATE TABLE p_new(id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
      "INSERT INTO p_new(id, name) SELECT id, name FROM p;\n"
      "DROP TABLE p;\n"
      "ALTER TABLE p_new RENAME TO p;\n"
      "PRAGMA foreign_keys=ON;\n");
  open_app(
      "CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT);"
      "CREATE TABLE c(p INTEGER REFERENCES p(id) ON DELETE CASCADE);"
      "CREATE INDEX c_p ON c(p);"
      "INSERT INTO p VALUES(1, 'a'); INSERT INTO c VALUES(1), (1)");

  const Json checked = result_of("check_migration", Json::object());
  const Json applied = result_of("apply_migration", Json::object());

  EXPECT_EQ(checked["counts"]["errors"], 0) << checked.dump(2);
  EXPECT_EQ(applied["applied"].size(), 1U);
  EXPECT_EQ(cell("SELECT count(*) FROM c"), 2);
}

// Too large, which holds for whoever runs the test.
TEST_F(VerifiedMigration, ChangesNothingWhereAFileCannotBeRead) {
  for (const char* unreadable : {"002_b.sql", "001_a_verify.sql"}) {
    add("001_a.sql", "CREATE TABLE a(x);");
    add(unreadable, "SELECT 1;");
    std::filesystem::resize_file(root() / "migrations" / unreadable, 300 * 1024 * 1024);
    open_app("CREATE TABLE IF NOT EXISTS t(a)");

    const Error error = error_of("apply_migration", Json::object());

    EXPECT_EQ(error.code, ErrorCode::limit_exceeded);
    EXPECT_THAT(error.message, HasSubstr(unreadable));
    EXPECT_FALSE(exists("a"));
    std::filesystem::remove(root() / "migrations" / unreadable);
  }
}

}  // namespace
}  // namespace d1mcp::tools
