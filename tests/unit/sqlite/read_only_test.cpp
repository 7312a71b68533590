#include <set>

#include "fixture.hpp"

namespace d1mcp::sqlite {
namespace {

class ReadOnly : public DatabaseTest {};

TEST_F(ReadOnly, AcceptsWhateverOnlyReads) {
  const auto connection = reader();
  for (const char* sql :
       {"SELECT * FROM users",
        "  -- a comment\n SELECT 1",
        "/* c */ SELECT 1;",
        "SELECT 1; -- after",
        "SELECT 1;;",
        "VALUES (1),(2)",
        "WITH t AS (SELECT 1) SELECT * FROM t",
        "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i+1 FROM n WHERE i<5) SELECT * FROM n",
        "EXPLAIN DELETE FROM users",
        "EXPLAIN QUERY PLAN UPDATE users SET plan='x'",
        "EXPLAIN DROP TABLE users",
        "PRAGMA table_info(users)",
        "PRAGMA foreign_key_check",
        "PRAGMA user_version",
        "PRAGMA journal_mode",
        "SELECT * FROM pragma_table_info('users')",
        "SELECT 'DELETE FROM users; DROP TABLE users'",
        "SELECT replace('a','a','b')",
        "SELECT count(*) FROM json_each('[1,2]')",
        "PRAGMA integrity_check"}) {
    const auto result = query(*connection, sql);
    EXPECT_TRUE(result) << sql << ": " << result.error().message;
  }
}

TEST_F(ReadOnly, RefusesWhateverWouldWriteAndSaysWhat) {
  const auto connection = reader();
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"DELETE FROM users", "delete from users"},
      {"WITH t AS (SELECT 1) DELETE FROM users", "delete from users"},
      {"/* SELECT */ INSERT INTO users VALUES(3,'c','x')", "insert into users"},
      {"UPDATE users SET plan='x' RETURNING id", "update users"},
      {"REPLACE INTO users VALUES(1,'z','z')", "insert into users"},
      {"CREATE TABLE t(a)", "create table t"},
      {"CREATE TEMP TABLE t(a)", "create temporary table t"},
      {"CREATE TABLE t AS SELECT 1", "create table t"},
      {"CREATE INDEX i ON users(plan)", "create index i"},
      {"CREATE VIEW v AS SELECT 1", "create view v"},
      {"DROP TABLE users", "drop table users"},
      {"ALTER TABLE users ADD COLUMN x", "alter table users"},
      {"ALTER TABLE users RENAME TO people", "alter table users"},
      {"REINDEX", "rebuild index"},
      {"ANALYZE", "analyze"},
      {"VACUUM", "write to the database"},
      {"VACUUM INTO '/tmp/d1mcp-should-never-exist.db'", "write to the database"},
  };
  for (const auto& [sql, what] : cases) {
    const auto result = query(*connection, sql);
    ASSERT_FALSE(result) << sql;
    EXPECT_EQ(result.error().code, ErrorCode::permission_denied)
        << sql << ": " << result.error().message;
    EXPECT_THAT(result.error().message, ::testing::HasSubstr(what)) << sql;
  }
  EXPECT_EQ(count("users"), 2);
  EXPECT_EQ(directory_.names(), std::set<std::string>{"app.db"});
}

TEST_F(ReadOnly, RefusesSettingsTransactionsAndOtherFiles) {
  const auto connection = reader();
  for (const char* sql : {"PRAGMA journal_mode=WAL",
                          "PRAGMA user_version=5",
                          "PRAGMA query_only=OFF",
                          "PRAGMA writable_schema=ON",
                          "PRAGMA wal_checkpoint",
                          "PRAGMA optimize",
                          "PRAGMA incremental_vacuum",
                          "EXPLAIN PRAGMA query_only=OFF",
                          "BEGIN",
                          "BEGIN IMMEDIATE",
                          "COMMIT",
                          "ROLLBACK",
                          "SAVEPOINT s",
                          "RELEASE s",
                          "ATTACH '/tmp/x.db' AS x",
                          "ATTACH ':memory:' AS x",
                          "DETACH main"}) {
    const auto result = query(*connection, sql);
    ASSERT_FALSE(result) << sql;
    EXPECT_EQ(result.error().code, ErrorCode::permission_denied)
        << sql << ": " << result.error().message;
    EXPECT_FALSE(result.error().hint.empty() && result.error().message.empty()) << sql;
  }
}

TEST_F(ReadOnly, RefusesASecondStatementInsteadOfDroppingIt) {
  const auto connection = reader();
  for (const char* sql : {"SELECT 1; SELECT 2",
                          "SELECT 1; DELETE FROM users",
                          "SELECT 1; garbage",
                          "; SELECT 1; SELECT 2"}) {
    const auto result = query(*connection, sql);
    ASSERT_FALSE(result) << sql;
    EXPECT_EQ(result.error().code, ErrorCode::invalid_argument) << sql;
  }
  EXPECT_EQ(count("users"), 2);
}

TEST_F(ReadOnly, SaysThatThereIsNothingToRun) {
  const auto connection = reader();
  for (const char* sql : {"", "   ", "-- only a comment", "/* c */"}) {
    const auto result = query(*connection, sql);
    ASSERT_FALSE(result) << sql;
    EXPECT_EQ(result.error().message, "the text holds no SQL statement") << sql;
  }
}

TEST_F(ReadOnly, DescribesVirtualTablesAlthoughTheyPrepareWrites) {
  test::run_sql(file(),
                "CREATE VIRTUAL TABLE box USING rtree(id,x0,x1); INSERT INTO box VALUES(1,0,1);"
                "CREATE VIRTUAL TABLE words USING fts5(w); INSERT INTO words VALUES('hello');");
  const auto connection = reader();
  EXPECT_TRUE(query(*connection, "SELECT * FROM box WHERE x0 < 5"));
  EXPECT_TRUE(query(*connection, "SELECT * FROM words WHERE words MATCH 'hello'"));
  EXPECT_TRUE(query(*connection, "PRAGMA table_xinfo(box)"));
  EXPECT_FALSE(query(*connection, "INSERT INTO words(words) VALUES('optimize')"));
}

TEST_F(ReadOnly, FollowsD1sListsUnderItsDialect) {
  const auto connection = reader(d1::Dialect::d1_local);
  EXPECT_TRUE(query(*connection, "SELECT upper('a'), json('{}')"));
  const auto refused = query(*connection, "SELECT sqlite_version()");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message,
              ::testing::HasSubstr("not authorized to use function: sqlite_version"));
  EXPECT_FALSE(query(*connection, "PRAGMA integrity_check"));
  EXPECT_FALSE(
      query(*connection,
            "SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6"));
}

// Some builds of SQLite have them, D1's has not.
TEST_F(ReadOnly, HasForD1NeitherFunctionsNorTablesThatD1Lacks) {
  const auto connection = reader(d1::Dialect::d1_local);
  for (const char* sql : {"SELECT soundex('a')",
                          "SELECT * FROM dbstat",
                          "SELECT * FROM sqlite_dbpage",
                          "SELECT * FROM sqlite_stmt"}) {
    const auto result = query(*connection, sql);
    ASSERT_FALSE(result) << sql;
    EXPECT_EQ(result.error().code, ErrorCode::sql_error) << sql << ": " << result.error().message;
    EXPECT_THAT(result.error().message, ::testing::HasSubstr("no such")) << sql;
  }
}

TEST_F(ReadOnly, ReadsForD1AUsersTableOfSuchAName) {
  test::run_sql(file(), "CREATE TABLE main.dbstat(a); INSERT INTO main.dbstat(a) VALUES(7)");

  const auto result = query(*reader(d1::Dialect::d1_local), "SELECT a FROM dbstat");

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(std::get<std::int64_t>(result->rows.at(0).at(0)), 7);
}

}  // namespace
}  // namespace d1mcp::sqlite
