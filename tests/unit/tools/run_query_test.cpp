#include "fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::HasSubstr;

class RunQuery : public ToolsTest {
 protected:
  RunQuery() {
    open_app(
        "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, amount REAL, data BLOB);"
        "INSERT INTO t VALUES(1,'a',1.5,x'00'),(2,NULL,5.0,NULL),(9007199254740993,'c',9e999,'');");
  }

  Json query(const std::string& sql, const Json& params = nullptr) {
    Json arguments = {{"sql", sql}};
    if (!params.is_null()) arguments["params"] = params;
    return result_of("run_query", arguments);
  }
};

TEST_F(RunQuery, GivesColumnsAndExactRows) {
  const Json result = query("SELECT * FROM t ORDER BY id");

  EXPECT_EQ(result["columns"].dump(),
            R"([{"name":"id","type":"INTEGER"},{"name":"name","type":"TEXT"},)"
            R"({"name":"amount","type":"REAL"},{"name":"data","type":"BLOB"}])");
  EXPECT_EQ(result["rows"].dump(),
            R"([[1,"a",1.5,{"$blob":"AA==","bytes":1}],[2,null,5.0,null],)"
            R"([{"$int":"9007199254740993"},"c",{"$real":"Infinity"},""]])");
  EXPECT_EQ(result["row_count"], 3);
  EXPECT_EQ(result["complete"], true);
  EXPECT_FALSE(result.contains("next_cursor"));
  EXPECT_FALSE(result.contains("cut"));
}

TEST_F(RunQuery, GivesTheColumnsOfAnEmptyResult) {
  const Json result = query("SELECT id FROM t WHERE 0");

  EXPECT_EQ(result["columns"].size(), 1U);
  EXPECT_EQ(result["rows"], Json::array());
  EXPECT_EQ(result["complete"], true);
}

TEST_F(RunQuery, KeepsColumnsOfOneName) {
  EXPECT_EQ(query("SELECT 1 AS a, 2 AS a, 3")["rows"].dump(), "[[1,2,3]]");
}

TEST_F(RunQuery, BindsPositionsAndNames) {
  EXPECT_EQ(query("SELECT ?, ?", {1, "x"})["rows"].dump(), R"([[1,"x"]])");
  EXPECT_EQ(query("SELECT ?2, ?1", {1, 2})["rows"].dump(), "[[2,1]]");
  EXPECT_EQ(query("SELECT :a, @b, $c", {{"a", 1}, {"b", 2}, {"c", 3}})["rows"].dump(), "[[1,2,3]]");
  EXPECT_EQ(query("SELECT typeof(?), typeof(?)", {5, 5.0})["rows"].dump(),
            R"([["integer","real"]])");
}

TEST_F(RunQuery, TellsTheRowsItRead) {
  const Json result = query("SELECT * FROM t");
  if (!result.contains("meta")) GTEST_SKIP() << "this SQLite does not count rows";

  EXPECT_EQ(result["meta"].dump(), R"({"rows_read":3,"rows_written":0})");
}

TEST_F(RunQuery, BindsWhatItGives) {
  const Json row = query("SELECT * FROM t WHERE id > 2")["rows"][0];

  const Json again = query("SELECT count(*) FROM t WHERE id = ? AND name = ? AND amount = ?",
                           {row[0], row[1], row[2]});

  EXPECT_EQ(again["rows"].dump(), "[[1]]");
}

TEST_F(RunQuery, RefusesParametersThatDoNotFit) {
  for (const Json& params : {Json({1}), Json({1, 2, 3}), Json::object({{"a", 1}}), Json::array()}) {
    const Error error = error_of("run_query", {{"sql", "SELECT ?, ?"}, {"params", params}});
    EXPECT_EQ(error.code, ErrorCode::invalid_argument) << params;
  }
  EXPECT_EQ(error_of("run_query", {{"sql", "SELECT 1"}, {"params", {1}}}).code,
            ErrorCode::invalid_argument);
}

TEST_F(RunQuery, TakesReadingPragmas) {
  EXPECT_EQ(query("PRAGMA table_info(t)")["rows"].size(), 4U);
}

TEST_F(RunQuery, RefusesWhatWrites) {
  for (const char* sql : {"DELETE FROM t",
                          "INSERT INTO t DEFAULT VALUES RETURNING id",
                          "WITH x AS (SELECT 1) DELETE FROM t",
                          "DROP TABLE t",
                          "PRAGMA user_version = 7",
                          "ATTACH 'other.db' AS o",
                          "VACUUM",
                          "BEGIN"}) {
    EXPECT_EQ(error_of("run_query", {{"sql", sql}}).code, ErrorCode::permission_denied) << sql;
  }
  EXPECT_EQ(cell("SELECT count(*) FROM t"), 3);
}

TEST_F(RunQuery, RefusesNoStatementAndTwo) {
  for (const char* sql :
       {";", "-- nothing", " \n", "SELECT 1; SELECT 2", "SELECT 1; DELETE FROM t"}) {
    EXPECT_EQ(error_of("run_query", {{"sql", sql}}).code, ErrorCode::invalid_argument) << sql;
  }
}

TEST_F(RunQuery, NamesThePlaceOfAMistake) {
  const Error error = error_of("run_query", {{"sql", "SELECT id\nFROM t\nWHERE gone = 1"}});

  EXPECT_EQ(error.code, ErrorCode::sql_error);
  EXPECT_THAT(error.message, HasSubstr("gone"));
  ASSERT_TRUE(error.place);
  EXPECT_EQ(error.place->line, 3U);
  EXPECT_EQ(error.place->column, 7U);
}

TEST_F(RunQuery, ShowsThePlanInsteadWhenAsked) {
  const Json result = result_of(
      "run_query", {{"sql", "SELECT * FROM t WHERE id = ?"}, {"params", {1}}, {"explain", true}});

  EXPECT_THAT(result["rows"].dump(), HasSubstr("SEARCH t"));
}

TEST_F(RunQuery, NamesThePlaceOfAMistakeInThePlannedStatement) {
  for (const bool explain : {false, true}) {
    const Error error =
        error_of("run_query", {{"sql", "SELECT gone\nFROM t"}, {"explain", explain}});
    ASSERT_TRUE(error.place) << explain;
    EXPECT_EQ(error.place->line, 1U) << explain;
    EXPECT_EQ(error.place->column, 8U) << explain;
  }
}

TEST_F(RunQuery, PlansOneStatementOnly) {
  EXPECT_EQ(error_of("run_query", {{"sql", "SELECT 1; DELETE FROM t"}, {"explain", true}}).code,
            ErrorCode::invalid_argument);
  EXPECT_EQ(cell("SELECT count(*) FROM t"), 3);
}

TEST_F(RunQuery, NamesAnUnknownDatabase) {
  const Error error = error_of("run_query", {{"database", "ap"}, {"sql", "SELECT 1"}});

  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_THAT(error.hint, HasSubstr("app"));
}

}  // namespace
}  // namespace d1mcp::tools
