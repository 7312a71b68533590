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
