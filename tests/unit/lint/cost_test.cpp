#include "fixture.hpp"

// P01, P03, P04, X22: how much a file works through, counted in the live rows.

namespace d1mcp::lint {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

std::string table_of(int rows) {
  return "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT);"
         "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT " +
         std::to_string(rows) +
         ") INSERT INTO t SELECT i, i % 2, 'x' FROM n;"
         "CREATE TABLE other (id INTEGER PRIMARY KEY, a TEXT);";
}

const std::string kRebuild =
    "\nCREATE TABLE t_new (id INTEGER PRIMARY KEY, a TEXT, b TEXT NOT NULL);\n"
    "INSERT INTO t_new (id, a, b) SELECT id, a, b FROM t;\n"
    "DROP TABLE t;\nALTER TABLE t_new RENAME TO t;\n";

TEST(Cost, ManyRowsInOneStatementOnD1) {
  const std::string schema = table_of(10'001);

  EXPECT_EQ(message_of("X22", {.schema = schema, .sql = "UPDATE t SET a = 'y' WHERE b = 'x';"}),
            "changes 10,001 rows of t in one statement");
  EXPECT_EQ(message_of("X22", {.schema = schema, .sql = "DELETE FROM t;"}),
            "deletes 10,001 rows of t in one statement");
  EXPECT_THAT(
      found_in({.schema = schema, .sql = "ALTER TABLE t ADD COLUMN c TEXT;\nUPDATE t SET c = a;"}),
      Contains("X22@2"));
  EXPECT_THAT(found_in({.schema = schema,
                        .sql = "UPDATE OR IGNORE t AS x SET a = (SELECT max(id) FROM other)\n"
                               "WHERE x.b = 'x' RETURNING id;"}),
              Contains("X22@1"));
}

TEST(Cost, FewRowsOnD1AndManyElsewhereAreFine) {
  const std::string schema = table_of(10'001);

  EXPECT_TRUE(is_clean("X22", {.schema = schema, .sql = "UPDATE t SET a = 'y' WHERE a = '1';"}));
  EXPECT_TRUE(is_clean("X22", {.schema = table_of(10'000), .sql = "DELETE FROM t;"}));
  EXPECT_TRUE(is_clean("X22", {.schema = schema, .sql = "DELETE FROM other;"}));
  EXPECT_TRUE(is_clean("X22", {.schema = schema, .sql = "DELETE FROM t;", .dialect = kSqlite}));
}

TEST(Cost, RowsThatCannotBeCountedBeforeAreNot) {
  const std::string schema = table_of(10'001);
  for (const char* sql :
       {"CREATE TABLE n (id INTEGER); DELETE FROM t WHERE id IN (SELECT id FROM n);",
        "ALTER TABLE t ADD COLUMN c; DELETE FROM t WHERE c IS NULL;",
        "DELETE FROM t WHERE id > 5; UPDATE t SET a = 1 WHERE id > 0;",
        "UPDATE t SET a = o.a FROM other o WHERE o.id = t.id;"}) {
    EXPECT_TRUE(is_clean("X22", {.schema = schema, .sql = sql})) << sql;
  }
}

TEST(Cost, LargeTablesAreWorkedThrough) {
  const std::string schema = table_of(100'001);

  EXPECT_EQ(message_of("P01", {.schema = schema, .sql = "CREATE INDEX i ON t (a);"}),
            "reads and sorts 100,001 rows of t");
  EXPECT_EQ(message_of("P01", {.schema = schema, .sql = "ALTER TABLE t DROP COLUMN a;"}),
            "rewrites 100,001 rows of t");
  EXPECT_EQ(message_of("P01", {.schema = schema, .sql = kRebuild}), "copies 100,001 rows to t_new");
  EXPECT_THAT(found_in({.schema = schema, .sql = "\nUPDATE t SET a = 1;", .dialect = kSqlite}),
              Contains("P01@2"));
}

TEST(Cost, AddingAColumnToALargeTableIsCheap) {
  const std::string schema = table_of(100'001);

  EXPECT_TRUE(is_clean("P01", {.schema = schema, .sql = "ALTER TABLE t ADD COLUMN c;"}));
  EXPECT_TRUE(is_clean("P01", {.schema = schema, .sql = "CREATE INDEX i ON other (a);"}));
  EXPECT_TRUE(is_clean("P01", {.schema = schema, .sql = "UPDATE t SET a = 1;"})) << "that is X22's";
}

TEST(Cost, RebuildWithoutRoom) {
  const std::string schema = table_of(1'000);  // About 5 KB of values.
  const Storage tight{.database_bytes = 30'000, .free_bytes = 9'000};
  const Storage roomy{.database_bytes = 30'000, .free_bytes = 20'000};

  EXPECT_THAT(found_in({.schema = schema, .sql = kRebuild, .storage = tight}), Contains("P03@4"));
  EXPECT_THAT(message_of("P03", {.schema = schema, .sql = kRebuild, .storage = tight}),
              HasSubstr("its rebuild needs about three times that, which is not free"));
  EXPECT_TRUE(is_clean("P03", {.schema = schema, .sql = kRebuild, .storage = roomy}));
  EXPECT_TRUE(is_clean("P03", {.schema = schema, .sql = kRebuild}));
  EXPECT_TRUE(is_clean("P03", {.schema = schema, .sql = "DROP TABLE t;", .storage = tight}));
}

TEST(Cost, RebuildBeyondTheLargestDatabaseOfD1) {
  constexpr std::uint64_t kTenGigabytes = 10ULL * 1024 * 1024 * 1024;
  const std::string schema = table_of(1'000);
  const Storage full{.database_bytes = kTenGigabytes - 100, .free_bytes = kTenGigabytes * 9};
  const Storage large{.database_bytes = kTenGigabytes - 50'000, .free_bytes = kTenGigabytes * 9};

  EXPECT_THAT(message_of("P03", {.schema = schema, .sql = kRebuild, .storage = full}),
              HasSubstr("passes the 10 GB of D1"));
  EXPECT_TRUE(is_clean("P03", {.schema = schema, .sql = kRebuild, .storage = large}));
  EXPECT_TRUE(
      is_clean("P03", {.schema = schema, .sql = kRebuild, .dialect = kSqlite, .storage = full}));
}

TEST(Cost, ReadersWaitWithoutWal) {
  const std::string sql = "\nUPDATE t SET a = 'y' WHERE b = 'x';";
  const std::string schema = table_of(20'001);

  EXPECT_THAT(found_in({.schema = schema, .sql = sql, .dialect = kSqlite}), Contains("P04@2"));
  EXPECT_TRUE(is_clean("P04", {.schema = schema, .sql = sql}));
  EXPECT_TRUE(is_clean(
      "P04", {.schema = schema, .sql = "UPDATE t SET a = 1 WHERE a = '1';", .dialect = kSqlite}));
}

}  // namespace
}  // namespace d1mcp::lint
