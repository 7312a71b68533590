#include "fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::HasSubstr;

class TableInfoTool : public ToolsTest {
 protected:
  Json info(const std::string& table) { return result_of("table_info", {{"table", table}}); }
};

TEST_F(TableInfoTool, TellsColumnsKeysAndChecks) {
  open_app(
      "CREATE TABLE orgs(id INTEGER PRIMARY KEY AUTOINCREMENT, "
      "name TEXT NOT NULL DEFAULT 'x' COLLATE NOCASE, "
      "CONSTRAINT named CHECK(length(name) > 0));"
      "INSERT INTO orgs(name) VALUES('a'),('b');");

  const Json result = info("ORGS");

  EXPECT_EQ(result["name"], "orgs");
  EXPECT_EQ(result["kind"], "table");
  EXPECT_EQ(result["rows"], 2);
  EXPECT_EQ(result["autoincrement"], true);
  EXPECT_EQ(
      result["columns"].dump(),
      R"([{"name":"id","type":"INTEGER","primary_key":1},)"
      R"({"name":"name","type":"TEXT","not_null":true,"default":"'x'","collation":"NOCASE"}])");
  EXPECT_EQ(result["checks"].dump(), R"(["named: length(name) > 0"])");
  EXPECT_THAT(result["sql"].get<std::string>(), HasSubstr("CREATE TABLE orgs"));
  EXPECT_FALSE(result.contains("foreign_keys"));
  EXPECT_FALSE(result.contains("sample"));
}

TEST_F(TableInfoTool, TellsGeneratedColumns) {
  open_app(
      "CREATE TABLE t(a TEXT, b TEXT GENERATED ALWAYS AS (a || '!') STORED, c AS (length(a)));");

  EXPECT_EQ(info("t")["columns"].dump(),
            R"([{"name":"a","type":"TEXT"},)"
            R"({"name":"b","type":"TEXT","generated":"stored","expression":"a || '!'"},)"
            R"json({"name":"c","type":"","generated":"virtual","expression":"length(a)"}])json");
}

TEST_F(TableInfoTool, TellsForeignKeysInBothDirections) {
  open_app(
      "CREATE TABLE orgs(id INTEGER PRIMARY KEY);"
      "CREATE TABLE users(id INTEGER PRIMARY KEY, org INTEGER REFERENCES orgs(id) ON DELETE "
      "CASCADE ON UPDATE SET NULL, boss INTEGER REFERENCES users DEFERRABLE INITIALLY DEFERRED);");

  EXPECT_EQ(info("orgs")["referenced_by"].dump(),
            R"([{"table":"users","columns":["org"],"referenced_columns":["id"],)"
            R"("on_delete":"CASCADE","on_update":"SET NULL"}])");
  EXPECT_EQ(info("users")["foreign_keys"].dump(),
            R"([{"columns":["org"],"references":"orgs","referenced_columns":["id"],)"
            R"("on_delete":"CASCADE","on_update":"SET NULL"},)"
            R"({"columns":["boss"],"references":"users","deferred":true}])");
  EXPECT_EQ(info("users")["referenced_by"].dump(),
            R"([{"table":"users","columns":["boss"],"deferred":true}])");
}

TEST_F(TableInfoTool, TellsPartialAndExpressionIndexes) {
  open_app(
      "CREATE TABLE t(a TEXT UNIQUE, b, c);"
      "CREATE INDEX plain ON t(b COLLATE NOCASE DESC, c);"
      "CREATE UNIQUE INDEX odd ON t(lower(a)) WHERE b IS NOT NULL;");

  const Json indexes = info("t")["indexes"];

  EXPECT_EQ(member_where(indexes, "name", "plain").dump(),
            R"({"name":"plain","columns":["b COLLATE NOCASE DESC","c"]})");
  EXPECT_EQ(
      member_where(indexes, "name", "odd").dump(),
      R"json({"name":"odd","columns":["lower(a)"],"unique":true,"where":"b IS NOT NULL"})json");
  EXPECT_EQ(member_where(indexes, "origin", "UNIQUE")["columns"].dump(), R"(["a"])");
}

TEST_F(TableInfoTool, TellsTriggers) {
  open_app("CREATE TABLE t(a); CREATE TRIGGER g AFTER DELETE ON t BEGIN SELECT 1; END;");

  const Json triggers = info("t")["triggers"];

  ASSERT_EQ(triggers.size(), 1U);
  EXPECT_EQ(triggers[0]["name"], "g");
  EXPECT_THAT(triggers[0]["sql"].get<std::string>(), HasSubstr("AFTER DELETE ON t"));
}

TEST_F(TableInfoTool, TellsViewsAndVirtualTables) {
  open_app(
      "CREATE TABLE t(a INTEGER); INSERT INTO t VALUES(1);"
      "CREATE VIEW v AS SELECT a, a + 1 AS b FROM t;"
      "CREATE VIRTUAL TABLE f USING fts5(title, body);");

  EXPECT_EQ(info("v")["kind"], "view");
  EXPECT_EQ(info("v")["rows"], 1);
  EXPECT_EQ(info("v")["columns"].size(), 2U);
  EXPECT_EQ(info("f")["kind"], "virtual_table");
  EXPECT_EQ(info("f")["module"], "fts5");
  EXPECT_EQ(member_where(info("f")["columns"], "name", "f")["hidden"], true);
  EXPECT_EQ(info("f_data")["kind"], "shadow");
}

TEST_F(TableInfoTool, DescribesAViewThatNoLongerWorks) {
  open_app("CREATE VIEW broken AS SELECT gone FROM nowhere;");

  const Json result = result_of("table_info", {{"table", "broken"}, {"sample_rows", 3}});

  EXPECT_EQ(result["kind"], "view");
  EXPECT_EQ(result["columns"], Json::array());
  EXPECT_FALSE(result.contains("rows"));
  EXPECT_FALSE(result.contains("sample"));
  EXPECT_THAT(lines_of(result, "notes"), HasSubstr("no sample"));
}

TEST_F(TableInfoTool, ShowsAsManyRowsAsAskedFor) {
  open_app("CREATE TABLE t(a, b); INSERT INTO t VALUES(1,'x'),(2,NULL),(3,x'00');");

  EXPECT_EQ(result_of("table_info", {{"table", "t"}, {"sample_rows", 2}})["sample"].dump(),
            R"({"columns":[{"name":"a"},{"name":"b"}],"rows":[[1,"x"],[2,null]]})");
}

TEST_F(TableInfoTool, TakesAnyNameATableCanHave) {
  open_app(
      "CREATE TABLE \"a \"\"b\"\"; DROP TABLE x\"(\"c d\"); INSERT INTO \"a \"\"b\"\"; DROP "
      "TABLE x\" VALUES(1);");

  const Json result =
      result_of("table_info", {{"table", "a \"b\"; DROP TABLE x"}, {"sample_rows", 1}});

  EXPECT_EQ(result["rows"], 1);
  EXPECT_EQ(result["columns"][0]["name"], "c d");
  EXPECT_EQ(result["sample"]["rows"].dump(), "[[1]]");
}

TEST_F(TableInfoTool, SuggestsTheNearestNameForAnUnknownOne) {
  open_app("CREATE TABLE users(a);");

  const Error error = error_of("table_info", {{"table", "usres"}});

  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_THAT(error.message, HasSubstr("usres"));
  EXPECT_THAT(error.hint, HasSubstr("users"));
}

TEST_F(TableInfoTool, EndsWhenItIsCancelled) {
  open_app("CREATE TABLE t(a);");

  EXPECT_EQ(error_of("table_info", {{"table", "t"}}, cancelled_work()).code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace d1mcp::tools
