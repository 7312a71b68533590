#include "fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ListMigrations : public ToolsTest {
 protected:
  Json migrations() { return result_of("list_migrations", Json::object()); }
};

TEST_F(ListMigrations, TellsAppliedFromPending) {
  open_sample();

  const Json result = migrations();

  EXPECT_EQ(result["directory"], (root() / "migrations").string());
  EXPECT_EQ(result["table"], "d1_migrations");
  EXPECT_EQ(result["applied"], 2);
  EXPECT_EQ(result["pending"], 3);
  EXPECT_THAT(members(result["migrations"], "name"),
              ElementsAre("001_initial.sql",
                          "002_api_keys.sql",
                          "003_usage_tracking.sql",
                          "004_ai_connections.sql",
                          "005_totp.sql"));
  EXPECT_THAT(members(result["migrations"], "status"),
              ElementsAre("applied", "applied", "pending", "pending", "pending"));
  EXPECT_EQ(result["migrations"][0]["rollback"], "001_initial_rollback.sql");
  EXPECT_EQ(result["migrations"][0]["applied_at"].get<std::string>().size(), 19U);
  EXPECT_FALSE(result["migrations"][2].contains("applied_at"));
  EXPECT_FALSE(result.contains("warnings"));
}

TEST_F(ListMigrations, ChangesNothing) {
  temporary_.write("migrations/001_a.sql", "CREATE TABLE a(x);");
  open_app("CREATE TABLE t(a);");
  const std::string before = content_of("app.db");

  EXPECT_EQ(migrations()["pending"], 1);

  EXPECT_EQ(content_of("app.db"), before);
}

TEST_F(ListMigrations, WarnsOfMissingAndLateFiles) {
  open_sample();
  std::filesystem::remove(root() / "migrations/001_initial.sql");
  temporary_.write("migrations/0001_late.sql", "SELECT 1;");

  const Json result = migrations();

  EXPECT_EQ(member_where(result["migrations"], "name", "001_initial.sql")["status"],
            "file_missing");
  EXPECT_THAT(lines_of(result, "warnings"),
              AllOf(HasSubstr("001_initial.sql"), HasSubstr("0001_late.sql")));
}

TEST_F(ListMigrations, TellsWhatIsKnownOfWhatWasApplied) {
  open_sample();
  result_of("apply_migration", {{"target", "003_usage_tracking.sql"}});

  const Json third = migrations()["migrations"][2];

  EXPECT_THAT(third["by"].get<std::string>(), ::testing::StartsWith("d1-mcp "));
  EXPECT_THAT(third["backup"].get<std::string>(), ::testing::EndsWith(".sqlite.backup"));
  EXPECT_GE(third["duration_ms"].get<double>(), 0);
  EXPECT_EQ(third["rows"], 0);
  EXPECT_FALSE(third.contains("edited"));
}

TEST_F(ListMigrations, TellsWhatWasEditedSinceAndWhere) {
  temporary_.write("migrations/001_a.sql", "CREATE TABLE a(x TEXT);\n");
  temporary_.write("migrations/002_b.sql", "CREATE TABLE b(x);\n");
  open_app("CREATE TABLE t(a);");
  result_of("apply_migration", Json::object());
  temporary_.write("migrations/001_a.sql", "CREATE TABLE a(x INTEGER);\n");
  temporary_.write("migrations/002_b.sql", "-- b\nCREATE TABLE b (x);\n");

  const Json result = migrations();

  const Json& first = result["migrations"][0];
  EXPECT_EQ(first["status"], "applied");
  EXPECT_EQ(first["edited"], "meaning");
  EXPECT_EQ(first["difference"],
            Json({{"line", 1}, {"column", 18}, {"was", "TEXT"}, {"is", "INTEGER"}}));
  EXPECT_EQ(result["migrations"][1]["edited"], "cosmetic");
  EXPECT_EQ(lines_of(result, "warnings"),
            "001_a.sql was edited after it was applied at 1:18: TEXT -> INTEGER\n");
}

TEST_F(ListMigrations, FollowsARename) {
  temporary_.write("migrations/001_a.sql", "CREATE TABLE a(x TEXT);\n");
  open_app("CREATE TABLE t(a);");
  result_of("apply_migration", Json::object());
  std::filesystem::rename(root() / "migrations/001_a.sql", root() / "migrations/002_a.sql");

  const Json result = migrations();

  EXPECT_EQ(result["migrations"][0]["renamed_to"], "002_a.sql");
  EXPECT_EQ(result["migrations"][1]["renamed_from"], "001_a.sql");
}

TEST_F(ListMigrations, SaysThatThereIsNoFolder) {
  open_app("CREATE TABLE t(a);");

  const Error error = error_of("list_migrations", Json::object());

  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_THAT(error.message, HasSubstr((root() / "migrations").string()));
}

TEST_F(ListMigrations, OfAWranglerDatabaseThatDoesNotExistYetAreAllPending) {
  temporary_.write("wrangler.json", R"({"d1_databases": [{"binding": "DB"}]})");
  temporary_.write("migrations/001_a.sql", "CREATE TABLE a(x);");
  temporary_.write("migrations/001_a_rollback.sql", "DROP TABLE a;");
  open({"."});

  const Json result = migrations();

  EXPECT_EQ(result["pending"], 1);
  EXPECT_THAT(lines_of(result, "warnings"), HasSubstr("001_a_rollback.sql"));
  EXPECT_FALSE(std::filesystem::exists(root() / ".wrangler"));
}

}  // namespace
}  // namespace d1mcp::tools
