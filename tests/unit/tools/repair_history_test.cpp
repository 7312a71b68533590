// Tool repair_history.

#include "migration/history.hpp"
#include "migration/repair.hpp"
#include "sqlite/database.hpp"
#include "unit/tools/fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class RepairHistory : public ToolsTest {
 protected:
  RepairHistory() {
    write("001_a.sql", "CREATE TABLE a(x TEXT);\n");
    write("002_b.sql", "CREATE TABLE b(x);\nINSERT INTO b VALUES(1);\n");
    write("003_c.sql", "CREATE INDEX i ON b(x);\n");
  }

  void write(const std::string& name, const std::string& text) const {
    temporary_.write("migrations/" + name, text);
  }

  std::filesystem::path file(const std::string& name) const { return root() / "migrations" / name; }

  void open_migrated() {
    open_app("PRAGMA user_version=1;");
    result_of("apply_migration", Json::object());
  }

  Json repair(Json arguments) { return result_of("repair_history", arguments); }

  Json status() { return result_of("list_migrations", Json::object())["migrations"]; }
};

TEST_F(RepairHistory, AdoptsADatabaseThatHasTheSchema) {
  open_app("CREATE TABLE a (x TEXT); CREATE TABLE b (x); INSERT INTO b VALUES(7);");

  const Json result = repair({{"action", "baseline"}, {"migration", "2"}});

  EXPECT_THAT(members(result["changes"], "migration"), ElementsAre("001_a.sql", "002_b.sql"));
  EXPECT_THAT(members(result["changes"], "change"), ElementsAre("recorded", "recorded"));
  EXPECT_THAT(members(status(), "status"), ElementsAre("applied", "applied", "pending"));
  EXPECT_EQ(status()[0]["how"], "baseline");
  EXPECT_EQ(cell("SELECT group_concat(x) FROM b"), "7") << "nothing was run";
  result_of("apply_migration", Json::object());
  EXPECT_EQ(result_of("diff_schema", Json::object())["same"], true);
}

TEST_F(RepairHistory, RecordsNoBaselineOfAnotherSchema) {
  open_app("CREATE TABLE a (x INT); CREATE TABLE extra(x)");

  const Error error = error_of("repair_history", {{"action", "baseline"}, {"migration", "002"}});

  EXPECT_EQ(error.code, ErrorCode::conflict);
  EXPECT_THAT(error.message,
              AllOf(HasSubstr("table a is another one (column x: type: INT here, TEXT there)"),
                    HasSubstr("table b is missing in the database"),
                    HasSubstr("table extra is made by none of them")));
  EXPECT_THAT(members(status(), "status"), ElementsAre("pending", "pending", "pending"));
}

TEST_F(RepairHistory, RecordsABaselineOfAnotherSchemaByForce) {
  open_app("CREATE TABLE a (x INT);");

  const Json result = repair({{"action", "baseline"}, {"force", true}});

  EXPECT_EQ(result["changes"].size(), 3U);
  EXPECT_THAT(lines_of(result, "notes"), HasSubstr("table b is missing"));
  EXPECT_THAT(members(status(), "status"), ElementsAre("applied", "applied", "applied"));
}

TEST_F(RepairHistory, MarksOneFileAndForgetsIt) {
  open_app("CREATE TABLE t(a);");

  repair({{"action", "mark_applied"}, {"migration", "002_b.sql"}});

  EXPECT_THAT(members(status(), "status"), ElementsAre("pending", "applied", "pending"));
  EXPECT_EQ(status()[1]["how"], "mark_applied");
  EXPECT_EQ(error_of("repair_history", {{"action", "mark_applied"}, {"migration", "2"}}).code,
            ErrorCode::conflict);
  const Json result = repair({{"action", "forget"}, {"migration", "2"}});
  EXPECT_THAT(members(result["changes"], "change"), ElementsAre("forgotten"));
  EXPECT_THAT(members(status(), "status"), ElementsAre("pending", "pending", "pending"));
  EXPECT_EQ(error_of("repair_history", {{"action", "forget"}, {"migration", "2"}}).code,
            ErrorCode::not_found);
}

TEST_F(RepairHistory, NeedsTheNameOfTheOneItIsAbout) {
  open_migrated();

  EXPECT_EQ(error_of("repair_history", {{"action", "forget"}}).code, ErrorCode::invalid_argument);
}

TEST_F(RepairHistory, AcceptsCosmeticEditsAndNoOthers) {
  open_migrated();
  write("001_a.sql", "-- a\nCREATE TABLE a(x TEXT);\n");
  write("002_b.sql", "CREATE TABLE b(x, y);\n");

  const Json result = repair({{"action", "restamp"}});

  EXPECT_THAT(members(result["changes"], "migration"), ElementsAre("001_a.sql"));
  EXPECT_THAT(lines_of(result, "notes"), HasSubstr("002_b.sql was edited in meaning"));
  const Json after = status();
  EXPECT_FALSE(after[0].contains("edited"));
  EXPECT_TRUE(after[0].contains("duration_ms")) << "what else is known stays";
  EXPECT_EQ(after[1]["edited"], "meaning");
}

TEST_F(RepairHistory, FollowsARename) {
  open_migrated();
  std::filesystem::rename(file("001_a.sql"), file("0001_a.sql"));

  const Json result = repair({{"action", "restamp"}});

  EXPECT_EQ(result["changes"][0]["change"], "renamed");
  EXPECT_EQ(result["changes"][0]["to"], "0001_a.sql");
  EXPECT_THAT(members(status(), "status"), ElementsAre("applied", "applied", "applied"));
  EXPECT_EQ(cell("SELECT id FROM d1_migrations WHERE name = '0001_a.sql'"), 1);
}

TEST_F(RepairHistory, PutsALostFileBack) {
  open_migrated();
  const std::string text = content_of("migrations/001_a.sql");
  std::filesystem::remove(file("001_a.sql"));
  EXPECT_THAT(repair({{"action", "restamp"}})["changes"], IsEmpty()) << "only when it is asked for";

  const Json result = repair({{"action", "restamp"}, {"put_back", true}});

  EXPECT_EQ(result["changes"][0]["change"], "put_back");
  EXPECT_EQ(content_of("migrations/001_a.sql"), text);
  EXPECT_THAT(members(status(), "status"), ElementsAre("applied", "applied", "applied"));
}

TEST_F(RepairHistory, WritesNoFileOutsideOfTheFolder) {
  open_migrated();
  std::filesystem::remove(file("001_a.sql"));
  for (const char* name : {"../outside.sql", "/tmp/outside.sql", "a/../../outside.sql", "x.txt"}) {
    result_of("execute_sql",
              {{"statements", "UPDATE d1_migrations SET name = ? WHERE id = 1"},
               {"params", Json::array({name})}});

    const Error error = error_of("repair_history", {{"action", "restamp"}, {"put_back", true}});

    EXPECT_EQ(error.code, ErrorCode::permission_denied) << name;
  }
  EXPECT_FALSE(std::filesystem::exists(root() / "outside.sql"));
}

TEST_F(RepairHistory, WritesNoTextThatWasNotTheOneApplied) {
  open_migrated();
  std::filesystem::remove(file("001_a.sql"));
  result_of("execute_sql",
            {{"statements",
              "UPDATE d1_migrations SET d1_mcp = json_set(d1_mcp, '$.sql', 'DROP TABLE a') "
              "WHERE id = 1"}});

  EXPECT_EQ(error_of("repair_history", {{"action", "restamp"}, {"put_back", true}}).code,
            ErrorCode::conflict);
  EXPECT_FALSE(std::filesystem::exists(file("001_a.sql")));
}

TEST_F(RepairHistory, ChangesNothingInADryRun) {
  open_migrated();
  std::filesystem::remove(file("001_a.sql"));
  write("002_b.sql", "-- b\nCREATE TABLE b(x);\nINSERT INTO b VALUES(1);\n");

  const Json result = repair({{"action", "restamp"}, {"put_back", true}, {"dry_run", true}});

  EXPECT_THAT(members(result["changes"], "change"), ElementsAre("put_back", "restamped"));
  EXPECT_FALSE(std::filesystem::exists(file("001_a.sql")));
  EXPECT_EQ(member_where(status(), "name", "002_b.sql")["edited"], "cosmetic");
}

TEST_F(RepairHistory, NeedsTheWordOfAPerson) {
  open_migrated();
  losses_ = Losses::need_approval;

  const Error error = error_of("repair_history", {{"action", "forget"}, {"migration", "3"}});

  EXPECT_EQ(error.code, ErrorCode::permission_denied);
  EXPECT_THAT(error.message, HasSubstr("takes 003_c.sql out of the history"));
  EXPECT_EQ(status()[2]["status"], "applied");
}

TEST_F(RepairHistory, ChangesNoRowThatAnotherProgramChangedMeanwhile) {
  open_migrated();
  const auto connection = sqlite::open_writer(root() / "app.db", sqlite::Creation::must_exist, {});
  const auto history = migration::read_history(**connection, "d1_migrations", {});
  const migration::Directory directory = *migration::read_directory(root() / "migrations", {});
  result_of("execute_sql", {{"statements", "INSERT INTO d1_migrations(name) VALUES('004_d.sql')"}});

  const Status status = migration::run_repairs(
      **connection,
      {.directory = directory, .history = *history, .table = "d1_migrations"},
      {{.kind = migration::Repair::Kind::forget, .name = "003_c.sql"}},
      {});

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::conflict);
  EXPECT_EQ(cell("SELECT count(*) FROM d1_migrations"), 4);
}

}  // namespace
}  // namespace d1mcp::tools
