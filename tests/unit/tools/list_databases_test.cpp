#include "fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ListDatabases : public ToolsTest {
 protected:
  Json databases() { return result_of("list_databases", Json::object())["databases"]; }
};

TEST_F(ListDatabases, TellsWhereEachComesFromAndHowItIs) {
  make_database("app.db", "CREATE TABLE t(a);");
  temporary_.write("dump.sql", "CREATE TABLE t(a);");
  temporary_.write("data.json", "{}");
  open({"app.db", "dump.sql", "data.json", "later.db"});

  const Json list = databases();

  ASSERT_THAT(members(list, "name"), ElementsAre("app", "dump", "data", "later"));
  EXPECT_THAT(members(list, "status"), ElementsAre("ready", "ready", "error", "missing"));
  EXPECT_EQ(list[0]["kind"], "sqlite_file");
  EXPECT_EQ(list[0]["path"], (root() / "app.db").string());
  EXPECT_EQ(list[0]["dialect"], "sqlite");
  EXPECT_EQ(list[0]["bytes"], std::filesystem::file_size(root() / "app.db"));
  EXPECT_EQ(list[0]["migrations_dir"], (root() / "migrations").string());
  EXPECT_EQ(list[1]["kind"], "sql_dump");
  EXPECT_EQ(list[1]["path"], (root() / "dump.sql").string());
  EXPECT_EQ(list[1]["dialect"], "d1-local");
  EXPECT_THAT(lines_of(list[1], "notes"), HasSubstr("cannot be written to"));
  EXPECT_THAT(list[2]["error"].get<std::string>(), HasSubstr("data.json"));
  EXPECT_FALSE(list[3].contains("bytes"));
}

TEST_F(ListDatabases, TellsBindingsOfWrangler) {
  temporary_.write("wrangler.json",
                   R"({"d1_databases": [{"binding": "DB", "database_name": "shop"}]})");
  open({"."});

  const Json list = databases();

  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["name"], "shop");
  EXPECT_EQ(list[0]["binding"], "DB");
  EXPECT_EQ(list[0]["kind"], "wrangler");
  EXPECT_EQ(list[0]["status"], "missing");
  EXPECT_THAT(list[0]["path"].get<std::string>(), HasSubstr(".wrangler"));
}

TEST_F(ListDatabases, SaysWhyThereAreNone) {
  open({});

  const Error error = error_of("list_databases", Json::object());

  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_FALSE(error.hint.empty());
}

}  // namespace
}  // namespace d1mcp::tools
