#include "fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class CheckMigration : public ToolsTest {
 protected:
  Json check(const Json& arguments = Json::object()) {
    return result_of("check_migration", arguments);
  }

  /// The rules that found something at a line of a file.
  static std::vector<std::string> rules_at(const Json& result, const std::string& file, int line) {
    std::vector<std::string> rules;
    for (const Json& finding : result["findings"]) {
      if (finding.value("file", "") == file && finding.value("line", 0) == line) {
        rules.push_back(finding["rule"]);
      }
    }
    return rules;
  }

  static constexpr const char* kFamily =
      "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT);"
      "CREATE TABLE c (id INTEGER PRIMARY KEY, pid INTEGER REFERENCES p ON DELETE CASCADE);"
      "CREATE INDEX c_pid ON c (pid);"
      "INSERT INTO p VALUES (1, 'a'); INSERT INTO c (pid) VALUES (1), (1), (1);";

  static constexpr const char* kRebuild =
      "CREATE TABLE p_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
      "INSERT INTO p_new (id, name) SELECT id, name FROM p;\n"
      "DROP TABLE p;\n"
      "ALTER TABLE p_new RENAME TO p;\n";
};

TEST_F(CheckMigration, FindsNoErrorInTheSampleProject) {
  open_sample();

  const Json result = check();

  EXPECT_EQ(result["ok"], true) << result["findings"].dump(2);
  EXPECT_EQ(result["counts"]["errors"], 0);
  EXPECT_THAT(members(result["files"], "name"),
              ElementsAre("003_usage_tracking.sql", "004_ai_connections.sql", "005_totp.sql"));
}

TEST_F(CheckMigration, FindsEditsOfWhatIsApplied) {
  temporary_.write("migrations/001_a.sql", "CREATE TABLE a(\n  x TEXT\n);\n");
  temporary_.write("migrations/002_b.sql", "CREATE TABLE b(x);\n");
  open_app("PRAGMA user_version=1;");
  result_of("apply_migration", Json::object());
  temporary_.write("migrations/001_a.sql", "CREATE TABLE a(\n  x INT\n);\n");
  temporary_.write("migrations/002_b.sql", "CREATE TABLE b ( x );\n");

  const Json result = check();

  EXPECT_EQ(result["ok"], false);
  EXPECT_THAT(rules_at(result, "001_a.sql", 2), ElementsAre("M05"));
  EXPECT_THAT(rules_at(result, "002_b.sql", 0), ElementsAre("M06"));
  EXPECT_EQ(result["findings"][0]["message"], "edited after it was applied: TEXT -> INT");
}

TEST_F(CheckMigration, ForetellsTheChildrenThatARebuildTakesAlong) {
  temporary_.write("migrations/001_rebuild.sql", kRebuild);
  open_app(kFamily);

  const Json result = check();

  EXPECT_EQ(result["ok"], false);
  EXPECT_THAT(rules_at(result, "001_rebuild.sql", 3), Contains("K01"));
  EXPECT_THAT(result["findings"].dump(), HasSubstr("3 rows of it are gone"));
  EXPECT_EQ(result["files"][0]["verdict"], "errors");
  EXPECT_EQ(member_where(result["files"][0]["changes"], "table", "c")["deleted"], 3);
}

TEST_F(CheckMigration, FindsARollbackThatLeavesTraces) {
  temporary_.write("migrations/001_a.sql", "CREATE TABLE a(x);\nCREATE VIEW v AS SELECT 1;\n");
  temporary_.write("migrations/001_a_rollback.sql", "DROP TABLE a;\n");
  temporary_.write("migrations/002_b.sql", "CREATE TABLE b(x);\n");
  temporary_.write("migrations/002_b_rollback.sql", "DROP TABLE b;\n");
  open_app("CREATE TABLE t(a);");

  const Json finding = member_where(check()["findings"], "rule", "M12");
  temporary_.write("migrations/001_a_rollback.sql", "DROP TABLE a;\nDROP VIEW v;\n");

  EXPECT_EQ(finding["file"], "001_a.sql");
  EXPECT_THAT(finding["message"].get<std::string>(), HasSubstr("view \"v\" is left"));
  EXPECT_EQ(member_where(check()["findings"], "rule", "M12"), nullptr);
}

TEST_F(CheckMigration, AsksTheKnownQueries) {
  temporary_.write("migrations/001_x.sql",
                   "ALTER TABLE p ADD COLUMN mail TEXT;\nALTER TABLE p DROP COLUMN name;\n");
  temporary_.write("migrations/queries.sql", "-- of the app\nSELECT name FROM p;\n");
  open_app(kFamily);

  const Json result = check();

  const Json finding = member_where(result["findings"], "rule", "B03");
  EXPECT_THAT(finding["message"].get<std::string>(),
              HasSubstr("queries.sql:2 (SELECT name FROM p): no such column: name"));
  EXPECT_THAT(members(result["files"], "name"), ElementsAre("001_x.sql"));
}

TEST_F(CheckMigration, RefusesKnownQueriesThatCannotBeRead) {
  temporary_.write("migrations/001_x.sql", "SELECT 1;\n");
  temporary_.write("migrations/queries.sql", "SELECT 1;\nSELECT 'open;\n");
  open_app(kFamily);

  const Error error = error_of("check_migration", Json::object());

  ASSERT_TRUE(error.place);
  EXPECT_EQ(error.place->file, "queries.sql");
  EXPECT_EQ(error.place->line, 2U);
}

TEST_F(CheckMigration, OffersRollbacksThatCanBeDerived) {
  temporary_.write("migrations/001_x.sql", "CREATE INDEX p_name ON p (name);\n");
  temporary_.write("migrations/002_y.sql", "DROP INDEX p_name;\n");
  temporary_.write("migrations/003_z.sql", "DELETE FROM c WHERE id = 1;\n");
  open_app(kFamily);

  std::vector<std::string> fixes;
  const Json result = check();
  for (const Json& finding : result["findings"]) {
    if (finding["rule"] == "M11") fixes.push_back(finding["fix"]);
  }

  EXPECT_THAT(fixes,
              ElementsAre("write 001_x_rollback.sql: DROP INDEX p_name;",
                          "write 002_y_rollback.sql: CREATE INDEX p_name ON p (name);"));
}

TEST_F(CheckMigration, ChangesNothing) {
  temporary_.write("migrations/001_rebuild.sql", kRebuild);
  open_app(kFamily);
  const std::string before = content_of("app.db");

  check();

  EXPECT_EQ(content_of("app.db"), before);
}

TEST_F(CheckMigration, TellsWhatOnlyTheRowsRefuse) {
  temporary_.write("migrations/001_x.sql",
                   "SELECT 1;\nINSERT INTO c (id, pid) SELECT 1, id FROM p;\n");
  open_app(kFamily);

  const Json result = check();

  EXPECT_THAT(rules_at(result, "001_x.sql", 2), ElementsAre("R01"));
  EXPECT_THAT(result["findings"][0]["message"].get<std::string>(), HasSubstr("UNIQUE"));
}

TEST_F(CheckMigration, ForetellsACommitThatFails) {
  temporary_.write("migrations/001_rebuild.sql",
                   std::string("PRAGMA defer_foreign_keys=ON;\n") + kRebuild);
  open_app(
      "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT);"
      "CREATE TABLE c (pid INTEGER REFERENCES p);"
      "CREATE INDEX c_pid ON c (pid);"
      "INSERT INTO p VALUES (1, 'a'); INSERT INTO c VALUES (1);");

  EXPECT_THAT(members(check()["findings"], "rule"), ElementsAre("K03"));
}

TEST_F(CheckMigration, ShowsErrorsFirstAndAllowedOnesLast) {
  temporary_.write("migrations/001_x.sql",
                   "-- migrate:allow D03 a table of sessions\n"
                   "DELETE FROM c;\n"
                   "CREATE TABLE a (id INT PRIMARY KEY);\n"
                   "CREATE TABLE a (x);\n");
  open_app(kFamily);

  const Json result = check();

  EXPECT_THAT(members(result["findings"], "rule"), ElementsAre("A19", "Q03", "D03"));
  EXPECT_EQ(result["findings"][2]["allowed"], "a table of sessions");
}

TEST_F(CheckMigration, StrictTakesWarningsForErrors) {
  temporary_.write("migrations/001_x.sql", "CREATE TABLE a (id INT PRIMARY KEY);\n");
  open_app(kFamily);

  EXPECT_EQ(check()["ok"], true);
  EXPECT_EQ(check({{"strict", true}})["ok"], false);
}

TEST_F(CheckMigration, GoesNoFurtherThanTheTarget) {
  temporary_.write("migrations/001_x.sql", "CREATE TABLE a (x);\n");
  temporary_.write("migrations/002_y.sql", "CREATE TABLE a (x);\n");
  open_app(kFamily);

  EXPECT_EQ(check({{"target", "1"}})["ok"], true);
  EXPECT_EQ(check()["ok"], false);
}

TEST_F(CheckMigration, JudgesAFileThatCannotBeCut) {
  temporary_.write("migrations/001_x.sql", "CREATE TABLE a (x);\nSELECT 'open;\n");
  open_app(kFamily);

  EXPECT_THAT(rules_at(check(), "001_x.sql", 2), Contains("S01"));
}

TEST_F(CheckMigration, HasNothingToSayWhereNothingIsPending) {
  temporary_.write("migrations/001_x.sql", "CREATE TABLE a (x);\n");
  open_app(kFamily);
  result_of("apply_migration", Json::object());

  const Json result = check();

  EXPECT_EQ(result["ok"], true);
  EXPECT_THAT(result["files"], IsEmpty());
}

}  // namespace
}  // namespace d1mcp::tools
