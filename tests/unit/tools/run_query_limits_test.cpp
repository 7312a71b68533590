#include <chrono>

#include "fixture.hpp"

namespace d1mcp::tools {
namespace {

using ::testing::HasSubstr;

constexpr const char* kEndless =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

class RunQueryLimits : public ToolsTest {
 protected:
  RunQueryLimits() {
    open_app(
        "CREATE TABLE t(id INTEGER PRIMARY KEY, v);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) "
        "INSERT INTO t SELECT i, CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN printf('%.*c', i, 'x') "
        "WHEN 2 THEN i / 3.0 ELSE randomblob(i % 50) END FROM n;");
  }

  /// All pages of a query put together.
  Json paged(Json arguments, int& pages) {
    Json rows = Json::array();
    for (pages = 1; pages < 1000; ++pages) {
      const Json result = result_of("run_query", arguments);
      for (const Json& row : result["rows"]) rows.push_back(row);
      EXPECT_EQ(result["row_count"], result["rows"].size());
      EXPECT_EQ(result["complete"].get<bool>(), !result.contains("next_cursor"));
      if (!result.contains("next_cursor")) break;
      arguments["cursor"] = result["next_cursor"];
    }
    return rows;
  }
};

TEST_F(RunQueryLimits, PagesByRowsAddUpToTheWhole) {
  const Json whole = result_of(
      "run_query", {{"sql", "SELECT * FROM t"}, {"limit", 10000}, {"max_bytes", 4'000'000}});
  ASSERT_EQ(whole["row_count"], 500);
  int pages = 0;

  const Json rows = paged({{"sql", "SELECT * FROM t"}, {"limit", 7}}, pages);

  EXPECT_EQ(rows, whole["rows"]);
  EXPECT_EQ(pages, 72);
}

TEST_F(RunQueryLimits, PagesByBytesAddUpToTheWhole) {
  const Json ids = result_of("run_query", {{"sql", "SELECT id FROM t"}, {"limit", 10000}})["rows"];
  int pages = 0;

  const Json rows =
      paged({{"sql", "SELECT id FROM t, (SELECT v FROM t) LIMIT 500"}, {"max_bytes", 1000}}, pages);

  EXPECT_EQ(rows.size(), 500U);
  EXPECT_GT(pages, 2);
  EXPECT_EQ(ids.size(), 500U);
}

TEST_F(RunQueryLimits, AFullLastPageIsComplete) {
  const Json result = result_of("run_query", {{"sql", "SELECT id FROM t LIMIT 7"}, {"limit", 7}});

  EXPECT_EQ(result["row_count"], 7);
  EXPECT_EQ(result["complete"], true);
}

TEST_F(RunQueryLimits, ACursorFitsOnlyItsOwnQuery) {
  const Json first = result_of("run_query", {{"sql", "SELECT id FROM t"}, {"limit", 2}});
  const std::string cursor = first["next_cursor"];

  EXPECT_EQ(error_of("run_query", {{"sql", "SELECT v FROM t"}, {"cursor", cursor}}).code,
            ErrorCode::invalid_argument);
  EXPECT_EQ(error_of("run_query",
                     {{"sql", "SELECT id FROM t"}, {"params", Json::array()}, {"cursor", cursor}})
                .code,
            ErrorCode::invalid_argument);
  EXPECT_EQ(
      error_of("run_query", {{"sql", "SELECT id FROM t"}, {"explain", true}, {"cursor", cursor}})
          .code,
      ErrorCode::invalid_argument);
  const Json wider =
      result_of("run_query", {{"sql", "SELECT id FROM t"}, {"limit", 3}, {"cursor", cursor}});
  EXPECT_EQ(wider["rows"].dump(), "[[3],[4],[5]]");
}

TEST_F(RunQueryLimits, AnAnswerIsAboutAsLongAsAllowed) {
  for (const int max_bytes : {1000, 5000, 50'000}) {
    const Json result = result_of("run_query",
                                  {{"sql", "SELECT printf('%.*c', 300, 'x') FROM t"},
                                   {"limit", 10000},
                                   {"max_bytes", max_bytes}});
    EXPECT_LE(result["rows"].dump().size(), static_cast<std::size_t>(max_bytes) + 2);
    EXPECT_EQ(result["complete"], false);
  }
}

TEST_F(RunQueryLimits, AHugeCellIsCutAndNamed) {
  const Json result =
      result_of("run_query", {{"sql", "SELECT printf('%.*c', 1000000, 'x') AS big, 1"}});

  EXPECT_EQ(result["rows"][0][0]["$cut"], "text");
  EXPECT_EQ(result["rows"][0][0]["bytes"], 1'000'000);
  EXPECT_EQ(result["rows"][0][1], 1);
  EXPECT_LE(result.dump().size(), 50'000U);
  EXPECT_THAT(lines_of(result, "cut"), HasSubstr("column big"));
}

TEST_F(RunQueryLimits, TheTimeLimitEndsAQuery) {
  const auto start = std::chrono::steady_clock::now();

  const Error error = error_of("run_query", {{"sql", kEndless}, {"timeout_ms", 50}});

  EXPECT_EQ(error.code, ErrorCode::timed_out);
  EXPECT_THAT(error.message, HasSubstr("50 ms"));
  EXPECT_THAT(error.hint, HasSubstr("timeout_ms"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST_F(RunQueryLimits, ACancelEndsAQuery) {
  EXPECT_EQ(error_of("run_query", {{"sql", kEndless}}, cancelled_work()).code,
            ErrorCode::cancelled);
}

TEST_F(RunQueryLimits, TheDatabaseIsUsableAfterAnEndedQuery) {
  error_of("run_query", {{"sql", kEndless}, {"timeout_ms", 20}});

  EXPECT_EQ(cell("SELECT count(*) FROM t"), 500);
}

}  // namespace
}  // namespace d1mcp::tools
