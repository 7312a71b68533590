#include "fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::HasSubstr;

class ExecuteSql : public ToolsTest {
 protected:
  ExecuteSql() {
    open_app(
        "CREATE TABLE users(id INTEGER PRIMARY KEY, plan TEXT);"
        "CREATE TABLE keys(id INTEGER PRIMARY KEY, user REFERENCES users(id) ON DELETE CASCADE);"
        "INSERT INTO users VALUES(1,'free'),(2,'pro');"
        "INSERT INTO keys VALUES(10,1),(11,1),(12,2);");
  }

  Json execute(const std::string& statements, Json more = Json::object()) {
    more["statements"] = statements;
    return result_of("execute_sql", more);
  }

  Error refusal(const std::string& statements, Json more = Json::object()) {
    more["statements"] = statements;
    return error_of("execute_sql", more);
  }
};

TEST_F(ExecuteSql, ReportsChangesWithCascades) {
  const Json result = execute("DELETE FROM users WHERE id = 1; UPDATE users SET plan = 'x';");

  EXPECT_EQ(result["statements"], 2);
  EXPECT_EQ(result["dry_run"], false);
  EXPECT_EQ(result["changes"].dump(),
            R"([{"table":"keys","inserted":0,"updated":0,"deleted":2},)"
            R"({"table":"users","inserted":0,"updated":1,"deleted":1}])");
  EXPECT_EQ(cell("SELECT count(*) FROM keys"), 1);
}

TEST_F(ExecuteSql, TellsWhatD1WouldTell) {
  const Json result = execute("DELETE FROM users WHERE id = 1");

  EXPECT_EQ(result["meta"]["changes"], 3) << "the cascade included";
  EXPECT_GE(result["duration_ms"], 0);
  if (!result["meta"].contains("rows_written")) GTEST_SKIP() << "this SQLite does not count rows";
  EXPECT_EQ(result["meta"]["rows_written"], 3);
}

TEST_F(ExecuteSql, OfADryRunReportsTheSameAndChangesNothing) {
  const std::string sql = "DELETE FROM users WHERE id = 1; CREATE TABLE extra(a);";
  const std::string before = content_of("app.db");

  const Json dry = execute(sql, {{"dry_run", true}});

  EXPECT_EQ(dry["dry_run"], true);
  EXPECT_THAT(lines_of(dry, "notes"), HasSubstr("rolled back"));
  EXPECT_EQ(content_of("app.db"), before);
  EXPECT_EQ(cell("SELECT count(*) FROM users"), 2);
  EXPECT_EQ(execute(sql)["changes"], dry["changes"]);
}

TEST_F(ExecuteSql, LeavesNothingOfWhatFails) {
  const Error error = refusal("INSERT INTO users VALUES(3,'x');\nINSERT INTO users VALUES(1,'y');");

  EXPECT_EQ(error.code, ErrorCode::constraint);
  ASSERT_TRUE(error.place);
  EXPECT_EQ(error.place->line, 2U);
  EXPECT_EQ(error.place->statement, 2U);
  EXPECT_EQ(cell("SELECT count(*) FROM users"), 2);
}

TEST_F(ExecuteSql, EnforcesForeignKeysInADryRunToo) {
  EXPECT_EQ(refusal("INSERT INTO keys VALUES(99, 99)").code, ErrorCode::constraint);
  EXPECT_EQ(refusal("INSERT INTO keys VALUES(99, 99)", {{"dry_run", true}}).code,
            ErrorCode::constraint);
}

TEST_F(ExecuteSql, GivesTheRowsThatStatementsReturn) {
  const Json result =
      execute("INSERT INTO users(plan) VALUES('a'),('b') RETURNING id, plan; SELECT 7 AS n;");

  EXPECT_EQ(result["results"].dump(),
            R"([{"columns":[{"name":"id","type":"INTEGER"},{"name":"plan","type":"TEXT"}],)"
            R"("rows":[[3,"a"],[4,"b"]]},{"columns":[{"name":"n"}],"rows":[[7]]}])");
  EXPECT_EQ(result["last_insert_rowid"], 4);
}

TEST_F(ExecuteSql, RunsAStatementToItsEndWhateverIsShownOfItsRows) {
  const Json result = execute(
      "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 1099) "
      "INSERT INTO users SELECT i, 'x' FROM n RETURNING id");

  EXPECT_EQ(result["results"][0]["rows"].size(), 200U);
  EXPECT_EQ(result["results"][0]["complete"], false);
  EXPECT_EQ(result["changes"][0]["inserted"], 1000);
  EXPECT_EQ(cell("SELECT count(*) FROM users"), 1002);
}

TEST_F(ExecuteSql, BoundsTheNumberOfResults) {
  std::string script;
  for (int count = 0; count < 60; ++count) script += "SELECT " + std::to_string(count) + " AS n;";

  const Json result = execute(script);

  EXPECT_EQ(result["results"].size(), 50U);
  EXPECT_EQ(result["statements"], 60);
  EXPECT_THAT(lines_of(result, "notes"), HasSubstr("the rows of 10 further statements"));
}

TEST_F(ExecuteSql, BoundsTheSizeOfAllResultsTogether) {
  std::string script;
  for (int count = 0; count < 10; ++count) {
    script +=
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20) "
        "SELECT printf('%.*c', 1000, 'x') AS v FROM n;";
  }

  const Json result = execute(script);

  EXPECT_LE(result["results"].dump().size(), 51'000U);
  EXPECT_EQ(result["results"][2]["complete"], false);
  EXPECT_THAT(lines_of(result, "notes"), HasSubstr("result 3: only the first 9 rows"));
  EXPECT_THAT(lines_of(result, "notes"), HasSubstr("further statements"));
}

TEST_F(ExecuteSql, SaysWhatItCutOfReturnedRows) {
  const Json result = execute("SELECT printf('%.*c', 100000, 'x') AS v");

  EXPECT_THAT(lines_of(result, "notes"), HasSubstr("result 1: row 1, column v: the first 8,192"));
}

TEST_F(ExecuteSql, GivesLargeRowidsExactly) {
  EXPECT_EQ(execute("INSERT INTO users(id) VALUES(9007199254740993)")["last_insert_rowid"].dump(),
            R"({"$int":"9007199254740993"})");
}

TEST_F(ExecuteSql, BindsPositionsOfOneStatement) {
  execute("UPDATE users SET plan = ? WHERE id = ?", {{"params", {"gold", 2}}});

  EXPECT_EQ(cell("SELECT plan FROM users WHERE id = 2"), "gold");
}

TEST_F(ExecuteSql, BindsNamesOfAllStatements) {
  execute("INSERT INTO users VALUES(:id, :plan); INSERT INTO keys VALUES(20, :id);",
          {{"params", {{"id", 5}, {"plan", "gold"}}}});

  EXPECT_EQ(cell("SELECT user FROM keys WHERE id = 20"), 5);
}

TEST_F(ExecuteSql, RefusesPositionsForSeveralStatements) {
  const Error error =
      refusal("DELETE FROM keys; DELETE FROM users WHERE id = ?", {{"params", {1}}});

  EXPECT_EQ(error.code, ErrorCode::invalid_argument);
  EXPECT_THAT(error.hint, HasSubstr("named"));
  EXPECT_EQ(cell("SELECT count(*) FROM keys"), 3);
}

TEST_F(ExecuteSql, RefusesParametersThatDoNotFit) {
  EXPECT_EQ(refusal("DELETE FROM users WHERE id = ?").code, ErrorCode::invalid_argument);
  EXPECT_EQ(refusal("DELETE FROM users WHERE id = ?", {{"params", {1, 2}}}).code,
            ErrorCode::invalid_argument);
  EXPECT_EQ(refusal("DELETE FROM users WHERE id = :id", {{"params", {{"idd", 1}}}}).code,
            ErrorCode::invalid_argument);
  EXPECT_EQ(
      refusal("DELETE FROM users WHERE id = :id", {{"params", {{"id", 1}, {"more", 1}}}}).code,
      ErrorCode::invalid_argument);
  EXPECT_EQ(cell("SELECT count(*) FROM users"), 2);
}

TEST_F(ExecuteSql, RefusesTextWithoutStatements) {
  for (const char* sql : {";", "-- nothing", " \n"}) {
    EXPECT_EQ(refusal(sql).code, ErrorCode::invalid_argument) << sql;
  }
}

TEST_F(ExecuteSql, RefusesStatementsThatLeaveTheTransaction) {
  for (const char* sql : {"BEGIN",
                          "DELETE FROM keys; COMMIT",
                          "DELETE FROM keys; ROLLBACK",
                          "SAVEPOINT s",
                          "ATTACH 'x.db' AS x",
                          "VACUUM INTO 'copy.db'"}) {
    refusal(sql);
  }
  EXPECT_EQ(cell("SELECT count(*) FROM keys"), 3);
  EXPECT_EQ(temporary_.names().size(), 1U);
}

TEST_F(ExecuteSql, EndsWithItsTimeLimitAndLeavesNothing) {
  const Error error = refusal(
      "DELETE FROM keys; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
      "SELECT count(*) FROM n",
      {{"timeout_ms", 50}});

  EXPECT_EQ(error.code, ErrorCode::timed_out);
  EXPECT_EQ(cell("SELECT count(*) FROM keys"), 3);
}

TEST_F(ExecuteSql, EndsWhenItIsCancelled) {
  EXPECT_EQ(error_of("execute_sql", {{"statements", "DELETE FROM keys"}}, cancelled_work()).code,
            ErrorCode::cancelled);
  EXPECT_EQ(cell("SELECT count(*) FROM keys"), 3);
}

TEST_F(ExecuteSql, RefusesADump) {
  temporary_.write("dump.sql", "CREATE TABLE t(a);");
  open({"dump.sql"});

  EXPECT_EQ(refusal("DELETE FROM t").code, ErrorCode::permission_denied);
}

TEST_F(ExecuteSql, TellsOfAViewThatWillFail) {
  open_app("CREATE TABLE a (x)");

  const Json result =
      result_of("execute_sql",
                {{"statements",
                  "CREATE VIEW good AS SELECT x FROM a;"
                  "CREATE VIEW bad AS SELECT nope FROM a;"
                  "CREATE TRIGGER t AFTER INSERT ON a BEGIN INSERT INTO b VALUES (1); END"}});

  EXPECT_THAT(
      lines_of(result, "notes"),
      AllOf(HasSubstr("the view bad is accepted and fails when it is used: no such column: nope"),
            HasSubstr("the trigger t is accepted and fails when it is used: no such table"),
            Not(HasSubstr("good"))));
}

TEST_F(ExecuteSql, TellsOfAViewThatLosesItsTable) {
  open_app(
      "CREATE TABLE a (x); CREATE VIEW v AS SELECT x FROM a; CREATE VIEW w AS SELECT y FROM z");

  const Json result = result_of("execute_sql", {{"statements", "DROP TABLE a"}, {"dry_run", true}});

  EXPECT_THAT(lines_of(result, "notes"),
              AllOf(HasSubstr("the view v is accepted and fails"), Not(HasSubstr("view w"))));
}

TEST_F(ExecuteSql, DoesItsWorkWhereItCannotTellWhatWillFail) {
  open_app(
      "CREATE TABLE a (x); PRAGMA writable_schema = ON;"
      "INSERT INTO sqlite_schema VALUES"
      "('table', 'odd', 'odd', 0, 'CREATE VIRTUAL TABLE odd USING no_such_module');");

  const Json result =
      result_of("execute_sql", {{"statements", "CREATE VIEW v AS SELECT x FROM a"}});

  EXPECT_THAT(lines_of(result, "notes"),
              HasSubstr("which views and triggers will fail is not known"));
  EXPECT_EQ(cell("SELECT count(*) FROM sqlite_schema WHERE name = 'v'"), 1);
}

}  // namespace
}  // namespace d1mcp::tools
