#include "fixture.hpp"
#include "support/databases.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class RollbackMigration : public ToolsTest {
 protected:
  RollbackMigration() {
    add("001_a.sql", "CREATE TABLE a(x);");
    add("001_a_rollback.sql", "DROP TABLE a;");
    add("002_b.sql", "INSERT INTO a VALUES(1),(2);");
    add("002_b_rollback.sql", "DELETE FROM a;");
    add("003_c.sql", "CREATE TABLE c(x);");
    add("003_c_rollback.sql", "DROP TABLE c;");
  }

  void SetUp() override {
    open_app("CREATE TABLE t(a);");
    result_of("apply_migration", Json::object());
  }

  void add(const std::string& name, std::string_view sql) const {
    temporary_.write("migrations/" + name, sql);
  }

  Json roll_back(const Json& arguments = Json::object()) {
    return result_of("rollback_migration", arguments);
  }

  Json history() {
    return result_of("run_query", {{"sql", "SELECT name FROM d1_migrations"}})["rows"];
  }
};

TEST_F(RollbackMigration, UndoesTheLastOnesAfterABackup) {
  const Json result = roll_back({{"steps", 2}});

  EXPECT_THAT(members(result["rolled_back"], "name"), ElementsAre("003_c.sql", "002_b.sql"));
  EXPECT_THAT(members(result["rolled_back"], "file"),
              ElementsAre("003_c_rollback.sql", "002_b_rollback.sql"));
  EXPECT_EQ(result["rolled_back"][1]["changes"].dump(),
            R"([{"table":"a","inserted":0,"updated":0,"deleted":2}])");
  EXPECT_EQ(result["applied"], 1);
  EXPECT_EQ(result["dry_run"], false);
  EXPECT_THAT(lines_of(result, "warnings"),
              HasSubstr("003_c_rollback.sql drops or renames the table c"));
  EXPECT_EQ(history().dump(), R"([["001_a.sql"]])");
  const std::string backup = result["backup"]["path"];

  open({backup});
  EXPECT_EQ(cell("SELECT count(*) FROM a"), 2) << "the backup is from before";
}

TEST_F(RollbackMigration, SaysWhatApplyingAgainDoesNotBringBack) {
  make_database("app.db", "INSERT INTO a VALUES(3)");

  const Json result = roll_back({{"steps", 2}, {"dry_run", true}});

  EXPECT_THAT(lines_of(result, "lost_for_good"), HasSubstr("table \"a\" has 2 rows, 3 before"));
  EXPECT_FALSE(roll_back({{"dry_run", true}}).contains("lost_for_good"));
}

TEST_F(RollbackMigration, UndoesOneUnlessToldOtherwise) {
  EXPECT_EQ(roll_back()["applied"], 2);
  EXPECT_EQ(roll_back({{"to", "1"}})["applied"], 1);
  EXPECT_EQ(error_of("rollback_migration", {{"to", "1"}, {"steps", 1}}).code,
            ErrorCode::invalid_argument);
}

TEST_F(RollbackMigration, LetsWhatItUndidBeAppliedAgain) {
  roll_back({{"steps", 3}});

  const Json nothing = roll_back();
  EXPECT_EQ(nothing["rolled_back"], Json::array());
  EXPECT_FALSE(nothing.contains("backup"));
  EXPECT_EQ(result_of("apply_migration", Json::object())["applied"].size(), 3U);
}

TEST_F(RollbackMigration, OfADryRunReportsAndChangesNothing) {
  const std::string before = content_of("app.db");
  const auto files = temporary_.names();

  const Json dry = roll_back({{"steps", 3}, {"dry_run", true}});

  EXPECT_EQ(dry["dry_run"], true);
  EXPECT_EQ(dry["rolled_back"].size(), 3U);
  EXPECT_EQ(dry["applied"], 0);
  EXPECT_FALSE(dry.contains("backup"));
  EXPECT_EQ(content_of("app.db"), before);
  EXPECT_EQ(temporary_.names(), files);
}

TEST_F(RollbackMigration, RunsNothingWhereOneRollbackIsMissing) {
  std::filesystem::remove(root() / "migrations/001_a_rollback.sql");

  const Error error = error_of("rollback_migration", {{"steps", 3}});

  EXPECT_THAT(error.message, HasSubstr("001_a.sql has no rollback file"));
  EXPECT_THAT(error.hint, HasSubstr("migrations/001_a_rollback.sql"));
  EXPECT_EQ(history().size(), 3U);
}

TEST_F(RollbackMigration, ThatFailsTellsWhatWasRolledBackBefore) {
  const Work work =
      meanwhile("running 002_b_rollback.sql", [&] { make_database("app.db", "DROP TABLE a"); });

  const Error error = error_of("rollback_migration", {{"steps", 2}}, work);

  EXPECT_THAT(error.hint, HasSubstr("rolled back before it and kept so: 003_c.sql"));
  ASSERT_TRUE(error.place);
  EXPECT_EQ(error.place->file, "002_b_rollback.sql");
  EXPECT_EQ(history().dump(), R"([["001_a.sql"],["002_b.sql"]])");
}

TEST_F(RollbackMigration, WithoutABackupRollsNothingBack) {
  std::filesystem::remove_all(root() / ".d1-mcp");
  temporary_.write(".d1-mcp", "a file in the place of the folder");

  const Error error = error_of("rollback_migration", Json::object());

  EXPECT_THAT(error.message, HasSubstr("no backup could be made, so nothing was rolled back"));
  EXPECT_EQ(history().size(), 3U);
}

TEST_F(RollbackMigration, ThatIsCancelledRollsNothingBack) {
  EXPECT_EQ(error_of("rollback_migration", Json::object(), cancelled_work()).code,
            ErrorCode::cancelled);
  EXPECT_EQ(history().size(), 3U);
}

TEST_F(RollbackMigration, OfAWranglerProjectSaysWhereTheRollbackBelongs) {
  temporary_.write("wrangler.json", R"({"d1_databases": [{"binding": "DB"}]})");
  open({"."});
  result_of("apply_migration", Json::object());
  std::filesystem::remove(root() / "migrations/003_c_rollback.sql");

  const Error error = error_of("rollback_migration", Json::object());

  EXPECT_THAT(error.hint, HasSubstr("migrations/rollback/003_c.sql"));
  temporary_.write("migrations/rollback/003_c.sql", "DROP TABLE c;");
  EXPECT_EQ(roll_back()["rolled_back"][0]["file"], "rollback/003_c.sql");
}

class RollbackOfTheSample : public ToolsTest {};

TEST_F(RollbackOfTheSample, UndoesAllOfIt) {
  open_sample();
  result_of("apply_migration", Json::object());

  EXPECT_EQ(result_of("rollback_migration", {{"steps", 5}})["applied"], 0);

  EXPECT_EQ(cell("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                 "'sqlite_%' AND name <> 'd1_migrations'"),
            0);
}

}  // namespace
}  // namespace d1mcp::tools
