#include "fixture.hpp"
#include "support/databases.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ApplyMigration : public ToolsTest {
 protected:
  void add(const std::string& name, std::string_view sql) const {
    temporary_.write("migrations/" + name, sql);
  }

  Json apply(const Json& arguments = Json::object()) {
    return result_of("apply_migration", arguments);
  }

  Json history() {
    return result_of("run_query", {{"sql", "SELECT name FROM d1_migrations"}})["rows"];
  }
};

TEST_F(ApplyMigration, AppliesWhatIsPendingAfterABackup) {
  add("001_a.sql", "CREATE TABLE a(x); INSERT INTO a VALUES(1),(2);");
  add("002_b.sql", "UPDATE a SET x = 3;");
  open_app("CREATE TABLE t(a); INSERT INTO t VALUES(7);");

  const Json result = apply();

  EXPECT_THAT(members(result["applied"], "name"), ElementsAre("001_a.sql", "002_b.sql"));
  EXPECT_EQ(result["applied"][0]["statements"], 2);
  EXPECT_EQ(result["applied"][0]["changes"].dump(),
            R"([{"table":"a","inserted":2,"updated":0,"deleted":0}])");
  EXPECT_EQ(result["pending"], 0);
  EXPECT_EQ(result["dry_run"], false);
  const std::filesystem::path backup = result["backup"]["path"].get<std::string>();
  EXPECT_EQ(result["backup"]["bytes"], std::filesystem::file_size(backup));
  EXPECT_EQ(backup.parent_path(), root() / ".d1-mcp/backups");
  EXPECT_EQ(history().dump(), R"([["001_a.sql"],["002_b.sql"]])");

  open({backup.string()});
  EXPECT_EQ(cell("SELECT count(*) FROM sqlite_schema"), 1) << "the backup is from before";
}

TEST_F(ApplyMigration, OfTheSampleProjectAppliesAllOfIt) {
  open_sample();

  EXPECT_EQ(apply()["applied"].size(), 3U);
  EXPECT_EQ(cell("PRAGMA foreign_key_check"), Json());
}

TEST_F(ApplyMigration, TwiceHasNothingToDo) {
  add("001_a.sql", "CREATE TABLE a(x);");
  open_app("CREATE TABLE t(a);");
  apply();

  const Json again = apply();

  EXPECT_EQ(again["applied"], Json::array());
  EXPECT_EQ(again["pending"], 0);
  EXPECT_FALSE(again.contains("backup"));
}

TEST_F(ApplyMigration, StopsAfterItsTarget) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "CREATE TABLE b(x);");
  add("003_c.sql", "CREATE TABLE c(x);");
  open_app("CREATE TABLE t(a);");

  const Json result = apply({{"target", "2"}});

  EXPECT_EQ(result["applied"].size(), 2U);
  EXPECT_EQ(result["pending"], 1);
  EXPECT_EQ(error_of("apply_migration", {{"target", "2"}}).code, ErrorCode::conflict);
  EXPECT_EQ(error_of("apply_migration", {{"target", "9"}}).code, ErrorCode::not_found);
}

TEST_F(ApplyMigration, OfADryRunReportsAndChangesNothing) {
  add("001_a.sql", "CREATE TABLE a(x); INSERT INTO a VALUES(1);");
  add("002_b.sql", "INSERT INTO a VALUES(2);");
  open_app("CREATE TABLE t(a);");
  const std::string before = content_of("app.db");
  const auto files = temporary_.names();

  const Json dry = apply({{"dry_run", true}});

  EXPECT_EQ(dry["dry_run"], true);
  EXPECT_THAT(members(dry["applied"], "name"), ElementsAre("001_a.sql", "002_b.sql"));
  EXPECT_FALSE(dry.contains("backup"));
  EXPECT_EQ(content_of("app.db"), before);
  EXPECT_EQ(temporary_.names(), files);
  const Json real = apply();
  EXPECT_EQ(real["applied"][0]["changes"], dry["applied"][0]["changes"]);
}

TEST_F(ApplyMigration, OfADryRunFailsAsTheRealOneWould) {
  add("001_a.sql", "CREATE TABLE a(x);\nINSERT INTO gone VALUES(1);");
  open_app("CREATE TABLE t(a);");

  const Error dry = error_of("apply_migration", {{"dry_run", true}});
  const Error real = error_of("apply_migration", Json::object());

  EXPECT_THAT(real.message, EndsWith("so nothing was applied: " + dry.message));
  EXPECT_EQ(dry.place, real.place);
  ASSERT_TRUE(real.place);
  EXPECT_EQ(real.place->file, "001_a.sql");
  EXPECT_EQ(real.place->line, 2U);
}

TEST_F(ApplyMigration, ThatFailsTellsWhatWasAppliedBefore) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "INSERT INTO t VALUES(1);");
  open_app("CREATE TABLE t(a UNIQUE);");
  const Work work =
      meanwhile("applying 002_b.sql", [&] { make_database("app.db", "INSERT INTO t VALUES(1)"); });

  const Error error = error_of("apply_migration", Json::object(), work);

  EXPECT_THAT(error.hint, HasSubstr("001_a.sql"));
  EXPECT_EQ(history().dump(), R"([["001_a.sql"]])");
}

TEST_F(ApplyMigration, ThatWouldFailAppliesNothing) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "INSERT INTO gone VALUES(1);");
  open_app("CREATE TABLE t(a);");

  error_of("apply_migration", Json::object());

  EXPECT_EQ(cell("SELECT count(*) FROM sqlite_schema"), 1);
}

TEST_F(ApplyMigration, HoldsToThePlanAsLongAsNothingChanged) {
  add("001_a.sql", "DELETE FROM t;");
  open_app("CREATE TABLE t(a); INSERT INTO t VALUES(1);");
  const Json plan = result_of("check_migration", Json::object())["plan"];

  EXPECT_EQ(result_of("apply_migration", {{"plan", plan}, {"dry_run", true}})["plan"], plan);
  const Json applied = result_of("apply_migration", {{"plan", plan}});

  EXPECT_EQ(applied["plan"], plan);
  EXPECT_EQ(applied["applied"].size(), 1U);
}

TEST_F(ApplyMigration, RefusesAPlanThatIsOutdatedAndSaysWhy) {
  add("001_a.sql", "DELETE FROM t;");
  open_app("CREATE TABLE t(a); INSERT INTO t VALUES(1);");
  const Json plan = result_of("check_migration", Json::object())["plan"];
  const auto refusal = [&] { return error_of("apply_migration", {{"plan", plan}}).message; };

  make_database("app.db", "INSERT INTO t VALUES(2)");
  EXPECT_THAT(refusal(), EndsWith("changed since: what the files would do"));
  make_database("app.db", "CREATE TABLE u(a)");
  EXPECT_THAT(refusal(), EndsWith("changed since: the schema, what the files would do"));
  add("001_a.sql", "DELETE FROM t WHERE a = 1;");
  EXPECT_THAT(refusal(), HasSubstr("changed since: the files, the schema"));
  EXPECT_EQ(cell("SELECT count(*) FROM t"), 2);
  EXPECT_THAT(error_of("apply_migration", {{"plan", "nonsense"}}).message,
              HasSubstr("no id of a plan"));
}

TEST_F(ApplyMigration, WorksBesideATableOfAnUnknownModule) {
  add("001_a.sql", "CREATE TABLE a(x);");
  open_app(kUnknownModule);

  EXPECT_THAT(error_of("check_migration", Json::object()).message, HasSubstr("unknown"));
  const Json applied = apply();

  EXPECT_THAT(lines_of(applied, "warnings"), HasSubstr("no such module: unknown"));
  EXPECT_EQ(history().dump(), R"([["001_a.sql"]])");
  EXPECT_EQ(result_of("check_migration", Json::object())["ok"], true);
}

TEST_F(ApplyMigration, SaysWhoTookALossUponThem) {
  add("001_a.sql", "DROP TABLE t;");
  open_app("CREATE TABLE t(a); INSERT INTO t VALUES(1);");

  EXPECT_EQ(result_of("apply_migration", Json::object())["agreed_by"], "operator");
}

TEST_F(ApplyMigration, WithoutABackupAppliesNothing) {
  add("001_a.sql", "CREATE TABLE a(x);");
  temporary_.write(".d1-mcp", "a file in the place of the folder");
  open_app("CREATE TABLE t(a);");

  const Error error = error_of("apply_migration", Json::object());

  EXPECT_THAT(error.message, HasSubstr("no backup could be made, so nothing was applied"));
  EXPECT_EQ(cell("SELECT count(*) FROM sqlite_schema"), 1);
}

TEST_F(ApplyMigration, NeedsNoBackupOfNothing) {
  add("001_a.sql", "CREATE TABLE a(x);");
  open_app("PRAGMA user_version=1;");

  EXPECT_FALSE(apply().contains("backup"));
}

TEST_F(ApplyMigration, WarnsOfRowsThatACascadeTook) {
  add("001_a.sql", "DELETE FROM users;");
  open_app(
      "CREATE TABLE users(id INTEGER PRIMARY KEY);"
      "CREATE TABLE api_keys(u REFERENCES users(id) ON DELETE CASCADE);"
      "INSERT INTO users VALUES(1); INSERT INTO api_keys VALUES(1),(1);");

  const Json dry = apply({{"dry_run", true}});

  EXPECT_THAT(lines_of(dry, "warnings"), AllOf(HasSubstr("api_keys"), HasSubstr("2 rows")));
}

TEST_F(ApplyMigration, CreatesAWranglerDatabase) {
  temporary_.write("wrangler.json", R"({"d1_databases": [{"binding": "DB"}]})");
  add("001_a.sql", "CREATE TABLE a(x);");
  open({"."});

  EXPECT_EQ(apply({{"dry_run", true}})["applied"].size(), 1U);
  EXPECT_FALSE(std::filesystem::exists(root() / ".wrangler"));
  EXPECT_EQ(apply()["applied"].size(), 1U);

  EXPECT_EQ(history().dump(), R"([["001_a.sql"]])");
}

TEST_F(ApplyMigration, CreatesNoOtherDatabase) {
  add("001_a.sql", "CREATE TABLE a(x);");
  open({"later.db"});

  EXPECT_EQ(error_of("apply_migration", Json::object()).code, ErrorCode::not_found);
  EXPECT_FALSE(std::filesystem::exists(root() / "later.db"));
}

TEST_F(ApplyMigration, ToADumpIsADryRunOrNothing) {
  temporary_.write("dump.sql", "CREATE TABLE t(a);");
  add("001_a.sql", "CREATE TABLE a(x);");
  open({"dump.sql"});

  EXPECT_EQ(apply({{"dry_run", true}})["applied"].size(), 1U);
  EXPECT_EQ(error_of("apply_migration", Json::object()).code, ErrorCode::permission_denied);
}

TEST_F(ApplyMigration, ThatIsCancelledAppliesNothing) {
  add("001_a.sql", "CREATE TABLE a(x);");
  open_app("CREATE TABLE t(a);");

  EXPECT_EQ(error_of("apply_migration", Json::object(), cancelled_work()).code,
            ErrorCode::cancelled);
  EXPECT_EQ(cell("SELECT count(*) FROM sqlite_schema"), 1);
}

}  // namespace
}  // namespace d1mcp::tools
