#include <set>

#include "fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ListTables : public ToolsTest {
 protected:
  std::vector<std::string> names(const Json& arguments = Json::object()) {
    return members(result_of("list_tables", arguments).at("tables"), "name");
  }
};

TEST_F(ListTables, TellsKindsColumnsAndRows) {
  open_app(
      "CREATE TABLE b(id INTEGER PRIMARY KEY, v TEXT NOT NULL) STRICT;"
      "INSERT INTO b VALUES(1,'x'),(2,'y');"
      "CREATE TABLE c(id TEXT PRIMARY KEY) WITHOUT ROWID;"
      "CREATE VIEW a AS SELECT id FROM b;"
      "CREATE VIRTUAL TABLE d USING fts5(body);");

  const Json result = result_of("list_tables", Json::object());

  EXPECT_EQ(result["tables"].dump(),
            R"([{"name":"a","kind":"view","column_count":1},)"
            R"({"name":"b","kind":"table","rows":2,"column_count":2,"strict":true},)"
            R"({"name":"c","kind":"table","rows":0,"column_count":1,"without_rowid":true},)"
            R"({"name":"d","kind":"virtual_table","rows":0,"column_count":1,"module":"fts5"}])");
  EXPECT_EQ(result["database"], "app");
  EXPECT_EQ(result["total"], 4);
  EXPECT_EQ(result["left_out"], 0);
  EXPECT_FALSE(result.contains("next_cursor"));
}

TEST_F(ListTables, HidesInternalAndShadowTables) {
  open_app(
      "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT);"
      "INSERT INTO t DEFAULT VALUES; CREATE INDEX i ON t(id); ANALYZE;"
      "CREATE TABLE _cf_KV(key, value);"
      "CREATE VIRTUAL TABLE notes USING fts5(body);"
      "CREATE VIRTUAL TABLE places USING rtree(id, x0, x1);");

  EXPECT_THAT(names(), ElementsAre("notes", "places", "t"));
}

TEST_F(ListTables, ShowsWhatOnlyLooksInternal) {
  open_app(
      "CREATE TABLE sqlitedata(a); CREATE TABLE my_sqlite_x(a); CREATE TABLE _cfg(a);"
      "CREATE TABLE acf_b(a); CREATE TABLE xcfyz(a); CREATE TABLE memo_data(a);"
      "CREATE TABLE memo_content(a);");

  EXPECT_THAT(
      names(),
      ElementsAre(
          "_cfg", "acf_b", "memo_content", "memo_data", "my_sqlite_x", "sqlitedata", "xcfyz"));
}

TEST_F(ListTables, NarrowsByPattern) {
  open_app("CREATE TABLE users(a); CREATE TABLE user_roles(a); CREATE TABLE orders(a);");

  EXPECT_THAT(names({{"pattern", "USER"}}), ElementsAre("user_roles", "users"));
  EXPECT_THAT(names({{"pattern", "*s"}}), ElementsAre("orders", "user_roles", "users"));
  EXPECT_THAT(names({{"pattern", "user?"}}), ElementsAre("users"));
  const Json none = result_of("list_tables", {{"pattern", "xyz"}});
  EXPECT_EQ(none["tables"], Json::array());
  EXPECT_EQ(none["total"], 0);
}

TEST_F(ListTables, TellsAsMuchAsIsAskedFor) {
  open_app("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT NOT NULL, x);");

  EXPECT_EQ(result_of("list_tables", {{"detail", "names"}})["tables"].dump(),
            R"([{"name":"t","kind":"table"}])");
  EXPECT_EQ(result_of("list_tables", {{"detail", "columns"}})["tables"][0]["columns"].dump(),
            R"(["id INTEGER PRIMARY KEY","name TEXT NOT NULL","x"])");
}

TEST_F(ListTables, DescribesViewsThatNoLongerWork) {
  open_app("CREATE VIEW broken AS SELECT gone FROM nowhere; CREATE TABLE t(a);");

  EXPECT_THAT(names({{"detail", "columns"}}), ElementsAre("broken", "t"));
}

TEST_F(ListTables, OfAnEmptyDatabaseIsEmpty) {
  open_app("PRAGMA user_version=1;");

  EXPECT_EQ(result_of("list_tables", Json::object())["tables"], Json::array());
}

TEST_F(ListTables, SaysThatADumpIsACopy) {
  temporary_.write("app.sql", "CREATE TABLE t(a);");
  open({"app.sql"});

  EXPECT_THAT(lines_of(result_of("list_tables", Json::object()), "notes"), HasSubstr("SQL dump"));
}

TEST_F(ListTables, EndsWhenItIsCancelled) {
  open_app("CREATE TABLE t(a);");

  EXPECT_EQ(error_of("list_tables", Json::object(), cancelled_work()).code, ErrorCode::cancelled);
}

std::string large_schema() {
  std::string sql;
  for (int number = 0; number < 1000; ++number) {
    sql += "CREATE TABLE customer_table_" + std::to_string(1000 + number) +
           "(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, created_at TEXT);";
  }
  return sql;
}

class LargeSchema : public ListTables, public ::testing::WithParamInterface<const char*> {};

TEST_P(LargeSchema, IsPagedWithoutLossOrRepetition) {
  open_app("BEGIN;" + large_schema() + "COMMIT;");
  std::vector<std::string> seen;
  Json arguments = {{"detail", GetParam()}};
  for (int page = 0; page < 100; ++page) {
    const Json result = result_of("list_tables", arguments);
    EXPECT_LT(result.dump().size(), 24'000U);
    EXPECT_EQ(result["total"], 1000);
    for (const std::string& name : members(result["tables"], "name")) seen.push_back(name);
    EXPECT_EQ(result["left_out"].get<std::size_t>(), 1000 - seen.size());
    if (!result.contains("next_cursor")) break;
    EXPECT_THAT(lines_of(result, "notes"), HasSubstr("next_cursor"));
    arguments["cursor"] = result["next_cursor"];
  }

  EXPECT_EQ(seen.size(), 1000U);
  EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 1000U);
  EXPECT_TRUE(std::ranges::is_sorted(seen));
}

INSTANTIATE_TEST_SUITE_P(Details, LargeSchema, ::testing::Values("names", "summary", "columns"));

TEST_F(ListTables, RefusesACursorOfAnotherListing) {
  open_app("BEGIN;" + large_schema() + "COMMIT;");
  const Json first = result_of("list_tables", Json::object());

  const Error error =
      error_of("list_tables", {{"pattern", "customer"}, {"cursor", first["next_cursor"]}});

  EXPECT_EQ(error.code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace d1mcp::tools
