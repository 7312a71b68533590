// Tool restore_backup.

#include "unit/tools/fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class RestoreBackup : public ToolsTest {
 protected:
  // A backup is made on the way.
  void migrate(const std::string& sql) {
    result_of("create_migration", {{"name", "change"}, {"sql", sql}});
    result_of("apply_migration", Json::object());
  }

  Json restore(Json arguments = Json::object()) { return result_of("restore_backup", arguments); }
};

TEST_F(RestoreBackup, UndoesAMigrationThatLostRows) {
  open_app("CREATE TABLE a (x); INSERT INTO a VALUES (7)");
  migrate("DELETE FROM a WHERE x = 7");

  const Json result = restore();

  EXPECT_THAT(result.at("restored").get<std::string>(), EndsWith(".sqlite.backup"));
  EXPECT_EQ(cell("SELECT x FROM a"), 7);
}

TEST_F(RestoreBackup, KeepsWhatItReplaces) {
  open_app("CREATE TABLE a (x); INSERT INTO a VALUES (7)");
  migrate("UPDATE a SET x = 8");

  const Json first = restore();
  EXPECT_THAT(first.at("backups"), SizeIs(2));
  restore();  // The newest one is what was replaced.

  EXPECT_EQ(cell("SELECT x FROM a"), 8);
}

TEST_F(RestoreBackup, TakesTheOneThatIsNamed) {
  open_app("CREATE TABLE a (x); INSERT INTO a VALUES (7)");
  migrate("UPDATE a SET x = 8");
  migrate("UPDATE a SET x = 9");
  const Json backups = restore({{"dry_run", true}}).at("backups");
  ASSERT_THAT(backups, SizeIs(2));

  restore({{"backup", backups.at(1).at("name")}});

  EXPECT_EQ(cell("SELECT x FROM a"), 7);
}

TEST_F(RestoreBackup, OnlyListsInADryRun) {
  open_app("CREATE TABLE a (x); INSERT INTO a VALUES (7)");
  migrate("UPDATE a SET x = 8");

  const Json result = restore({{"dry_run", true}});

  EXPECT_FALSE(result.contains("replaced"));
  EXPECT_THAT(result.at("backups"), SizeIs(1));
  EXPECT_EQ(cell("SELECT x FROM a"), 8);
}

TEST_F(RestoreBackup, ListsNoneInADryRunWhereThereAreNone) {
  open_app("CREATE TABLE a (x)");

  const Json result = restore({{"dry_run", true}});

  EXPECT_FALSE(result.contains("restored"));
  EXPECT_THAT(result.at("backups"), SizeIs(0));
}

TEST_F(RestoreBackup, NeedsTheWordOfAPerson) {
  open_app("CREATE TABLE a (x); INSERT INTO a VALUES (7)");
  migrate("UPDATE a SET x = 8");
  losses_ = Losses::need_approval;

  const Error error = error_of("restore_backup", Json::object());

  EXPECT_EQ(error.code, ErrorCode::permission_denied);
  EXPECT_THAT(error.message, HasSubstr("replaces everything by the backup app."));
  EXPECT_EQ(cell("SELECT x FROM a"), 8);
}

TEST_F(RestoreBackup, SaysWhereTheBackupsWouldBe) {
  open_app("CREATE TABLE a (x)");
  EXPECT_THAT(error_of("restore_backup", Json::object()).message,
              HasSubstr("there is no backup of app in "));
  migrate("INSERT INTO a VALUES (1)");

  const Error error = error_of("restore_backup", {{"backup", "../app.db"}});

  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_THAT(error.hint, HasSubstr("there are: app."));
}

}  // namespace
}  // namespace d1mcp::tools
