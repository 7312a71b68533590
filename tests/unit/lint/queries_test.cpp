#include "fixture.hpp"

// B03, B05, P02: what becomes of the statements in queries.sql.

namespace d1mcp::lint {
namespace {

using ::testing::Contains;

constexpr const char* kSchema =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT);"
    "CREATE INDEX t_a ON t (a, b);";

TEST(KnownQueries, ThatFailAfterwardsAreNamedWithTheirLine) {
  const Case dropped{.schema = kSchema,
                     .sql = "DROP INDEX t_a;\nALTER TABLE t DROP COLUMN b;",
                     .queries = "-- reads\nSELECT a FROM t;\nSELECT a,\n  b FROM t WHERE id = ?1;"};

  EXPECT_THAT(found_in(dropped), Contains("B03@1"));
  EXPECT_THAT(message_of("B03", dropped),
              testing::StartsWith("code that is running fails at queries.sql:3 (SELECT a, b FROM t "
                                  "WHERE id = ?1): no such column: b"));
}

TEST(KnownQueries, OfATableThatIsGone) {
  EXPECT_THAT(found_in({.schema = kSchema,
                        .sql = "\nDROP TABLE t;",
                        .queries = "INSERT INTO t (a) VALUES (?);"}),
              Contains("B03@2"));
}

TEST(KnownQueries, ThatGoOnAreFine) {
  const std::string queries = "SELECT a FROM t; INSERT INTO t (a) VALUES (?);";

  EXPECT_TRUE(is_clean("B03",
                       {.schema = kSchema,
                        .sql = "ALTER TABLE t RENAME TO u; CREATE TABLE t (a);",
                        .queries = queries}));
  EXPECT_TRUE(is_clean(
      "B03",
      {.schema = kSchema,
       .sql = "CREATE TABLE n (id INTEGER PRIMARY KEY, a TEXT); INSERT INTO n SELECT id, a FROM t;"
              "DROP TABLE t; ALTER TABLE n RENAME TO t;",
       .queries = queries}));
}

TEST(KnownQueries, ThatFailedBeforeAreNotBlamedOnTheFile) {
  EXPECT_TRUE(is_clean("B03",
                       {.schema = kSchema,
                        .sql = "ALTER TABLE t ADD COLUMN c;",
                        .queries = "SELECT nope FROM t; SELECT FROM;"}));
}

TEST(KnownQueries, ThatCountColumns) {
  const std::string sql = "\nALTER TABLE t ADD COLUMN c TEXT;";

  EXPECT_EQ(
      message_of("B05",
                 {.schema = kSchema, .sql = sql, .queries = "\n\nINSERT INTO t VALUES (?, ?, ?);"}),
      "queries.sql:3 (INSERT INTO t VALUES ( ?, ?, ? )) names no columns and fails once t.c "
      "is there");
  EXPECT_TRUE(is_clean(
      "B03", {.schema = kSchema, .sql = sql, .queries = "INSERT INTO t VALUES (?, ?, ?);"}));
  EXPECT_THAT(
      found_in({.schema = kSchema, .sql = sql, .queries = "SELECT x.* FROM t x WHERE id = 1;"}),
      Contains("B05@2"));
}

TEST(KnownQueries, ThatNameColumnsOrReadOtherTables) {
  for (const char* query : {"INSERT INTO t (a, b) VALUES (?, ?);",
                            "SELECT count(*) FROM t;",
                            "SELECT id * 2 FROM t;",
                            "SELECT 1 WHERE EXISTS (SELECT * FROM t);",
                            "SELECT * FROM other;",
                            "INSERT INTO other VALUES (1);"}) {
    const Case added{.schema = std::string(kSchema) + "CREATE TABLE other (x);",
                     .sql = "ALTER TABLE t ADD COLUMN c TEXT;",
                     .queries = query};

    EXPECT_TRUE(is_clean("B05", added)) << query;
  }
}

TEST(KnownQueries, ThatLoseTheirIndex) {
  const Case dropped{
      .schema = kSchema, .sql = "\nDROP INDEX t_a;", .queries = "SELECT id FROM t WHERE a = ?;"};

  EXPECT_THAT(found_in(dropped), Contains("P02@2"));
  EXPECT_EQ(message_of("P02", dropped),
            "queries.sql:1 (SELECT id FROM t WHERE a = ?) loses its index: SEARCH t USING COVERING "
            "INDEX t_a (a=?) becomes SCAN t");
}

TEST(KnownQueries, ThatMustBeSorted) {
  const Case dropped{
      .schema = kSchema, .sql = "DROP INDEX t_a;", .queries = "SELECT a FROM t ORDER BY a, b;"};

  EXPECT_EQ(message_of("P02", dropped),
            "queries.sql:1 (SELECT a FROM t ORDER BY a, b) loses its index: SCAN t USING COVERING "
            "INDEX t_a becomes SCAN t, USE TEMP B-TREE FOR ORDER BY");
}

TEST(KnownQueries, ThatKeepOrGainAnIndex) {
  EXPECT_TRUE(is_clean("P02",
                       {.schema = kSchema,
                        .sql = "DROP INDEX t_a; CREATE INDEX t_a2 ON t (a);",
                        .queries = "SELECT id FROM t WHERE a = ?;"}));
  EXPECT_TRUE(is_clean("P02",
                       {.schema = kSchema,
                        .sql = "CREATE INDEX t_b ON t (b);",
                        .queries = "SELECT id FROM t WHERE b = ?; UPDATE t SET a = 1;"}));
}

TEST(KnownQueries, WritesHavePlansToo) {
  EXPECT_THAT(
      found_in(
          {.schema = kSchema, .sql = "\nDROP INDEX t_a;", .queries = "DELETE FROM t WHERE a = ?;"}),
      Contains("P02@2"));
}

}  // namespace
}  // namespace d1mcp::lint
