#include "fixture.hpp"
#include "support/other_program.hpp"

namespace d1mcp::sqlite {
namespace {

using sql::TableChange;
using test::OtherProgram;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class BatchTest : public DatabaseTest {};

TEST_F(BatchTest, CountsCascadesAndTriggersPerTable) {
  const auto outcome =
      run(*writer(), "UPDATE users SET plan='pro' WHERE id=1; DELETE FROM users WHERE id=1;");

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->statements, 2U);
  EXPECT_THAT(outcome->changes,
              ElementsAre(TableChange{"audit", 1, 0, 0},
                          TableChange{"keys", 0, 0, 2},
                          TableChange{"users", 0, 1, 1}));
  EXPECT_EQ(count("keys"), 1);
}

TEST_F(BatchTest, SeesTheCascadeOfADroppedParent) {
  const auto outcome = run(*writer(), "DROP TABLE users");

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_THAT(outcome->changes, ::testing::Contains(TableChange{"keys", 0, 0, 3}));
}

TEST_F(BatchTest, CountsAnEmptiedTableRowByRow) {
  const auto outcome = run(*writer(), "DELETE FROM keys");
  ASSERT_TRUE(outcome);
  EXPECT_THAT(outcome->changes, ElementsAre(TableChange{"keys", 0, 0, 3}));
}

TEST_F(BatchTest, CountsWhatATriggerEmpties) {
  test::run_sql(file(),
                "CREATE TABLE logs(a); INSERT INTO logs VALUES(1),(2);"
                "CREATE TRIGGER forget AFTER DELETE ON keys BEGIN DELETE FROM logs; "
                "END;");

  const auto outcome = run(*writer(), "DELETE FROM keys");

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_THAT(
      outcome->changes,
      ::testing::IsSupersetOf({TableChange{"keys", 0, 0, 3}, TableChange{"logs", 0, 0, 2}}));
}

TEST_F(BatchTest, LeavesNothingWhenAStatementFails) {
  const auto outcome = run(
      *writer(), "INSERT INTO users VALUES(3,'c@x','x');\nINSERT INTO users VALUES(4,'a@x','x')");

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::constraint);
  EXPECT_EQ(outcome.error().message, "UNIQUE constraint failed: users.email");
  ASSERT_TRUE(outcome.error().place);
  EXPECT_EQ(outcome.error().place->line, 2U);
  EXPECT_EQ(outcome.error().place->statement, 2U);
  EXPECT_EQ(count("users"), 2);
}

TEST_F(BatchTest, RollsBackADryRunAndStillCounts) {
  const auto outcome = run(*writer(), "DELETE FROM users", sql::Fate::roll_back);

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_THAT(outcome->changes,
              ElementsAre(TableChange{"keys", 0, 0, 3}, TableChange{"users", 0, 0, 2}));
  EXPECT_EQ(count("users"), 2);
  EXPECT_EQ(count("keys"), 3);
}

TEST_F(BatchTest, NamesTheRowsThatForeignKeysMissAtTheEnd) {
  for (const sql::Fate fate : {sql::Fate::commit, sql::Fate::roll_back}) {
    const auto outcome =
        run(*writer(), "PRAGMA defer_foreign_keys=ON; INSERT INTO keys VALUES(13, 99)", fate);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::constraint);
    EXPECT_THAT(outcome.error().message,
                HasSubstr("1 row, the first in keys points to missing rows of users"));
  }
  EXPECT_EQ(count("keys"), 3);
}

TEST_F(BatchTest, NamesTheForeignKeyAStatementBreaks) {
  test::run_sql(
      file(),
      "CREATE TABLE orgs(a, b, PRIMARY KEY(a, b));"
      "CREATE TABLE teams(x, y, FOREIGN KEY(x, y) REFERENCES orgs ON DELETE RESTRICT);"
      "CREATE TABLE notes(user REFERENCES users);"
      "INSERT INTO orgs VALUES(1, 1); INSERT INTO teams VALUES(1, 1);"
      "INSERT INTO notes VALUES(77);"  // Broken already, and no statement's fault below.
      "CREATE TRIGGER t AFTER INSERT ON audit BEGIN INSERT INTO keys VALUES(50, 50); END;");
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"INSERT INTO keys VALUES(13, 99)", "keys(user_id) would point to missing rows of users(id)"},
      {"INSERT INTO keys VALUES(13, 99) RETURNING id",
       "keys(user_id) would point to missing rows of users(id)"},
      {"DELETE FROM orgs", "teams(x, y) would point to missing rows of orgs"},
      {"UPDATE orgs SET a = 2", "teams(x, y) would point to missing rows of orgs"},
      {"INSERT INTO audit VALUES('x')", "keys(user_id) would point to missing rows of users(id)"}};
  for (const auto& [sql, what] : cases) {
    const auto outcome = run(*writer(), sql);
    ASSERT_FALSE(outcome) << sql;
    EXPECT_EQ(outcome.error().code, ErrorCode::constraint);
    EXPECT_EQ(outcome.error().message, "FOREIGN KEY constraint failed: " + std::string(what))
        << sql;
  }
  EXPECT_EQ(count("keys"), 3);
  EXPECT_EQ(count("audit"), 0);
  EXPECT_EQ(count("orgs"), 1);
}

TEST_F(BatchTest, KeepsTheTransactionInItsOwnHands) {
  for (const char* script : {"DELETE FROM keys; COMMIT",
                             "BEGIN; DELETE FROM keys",
                             "SAVEPOINT s; DELETE FROM keys",
                             "DELETE FROM keys; ROLLBACK",
                             "INSERT OR ROLLBACK INTO users VALUES(1,'q','q')",
                             "ATTACH ':memory:' AS m",
                             "PRAGMA writable_schema=ON",
                             "PRAGMA journal_mode=WAL",
                             "VACUUM"}) {
    const auto outcome = run(*writer(), script);
    EXPECT_FALSE(outcome) << script;
    EXPECT_EQ(count("keys"), 3) << script;
  }
}

TEST_F(BatchTest, StopsWithConflictWhenTheGuardGivesARow) {
  const std::vector<sql::Statement> statements = {
      {.text = "DELETE FROM users", .start = {}, .number = 1}};
  sql::Batch batch;
  batch.statements = sql::source_of(statements);
  batch.guard = "SELECT 'plan is pro' FROM users WHERE plan = 'pro'";
  const auto outcome = writer()->run_atomically(batch, {});

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::conflict);
  EXPECT_EQ(outcome.error().message, "plan is pro");
  EXPECT_EQ(count("users"), 2);
}

TEST_F(BatchTest, SaysThatAnotherProgramHoldsTheLock) {
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(file().c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto outcome = run(*writer(), "DELETE FROM users");
  sqlite3_close(other);

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::busy);
  EXPECT_THAT(outcome.error().message, HasSubstr("waited 50 ms"));
}

TEST_F(BatchTest, NamesTheProgramThatHoldsTheLock) {
  for (const char* mode : {"PRAGMA journal_mode=DELETE", "PRAGMA journal_mode=WAL"}) {
    test::run_sql(file(), mode);
    const OtherProgram other(file());
    if (!other.is_in_proc_locks()) GTEST_SKIP() << "/proc/locks does not show other programs";

    const auto outcome = run(*writer(), "DELETE FROM users");

    ASSERT_FALSE(outcome) << mode;
    EXPECT_THAT(outcome.error().message,
                HasSubstr("PID " + std::to_string(other.pid()) + " (unit_sqlite) holds the lock"))
        << mode;
  }
}

TEST_F(BatchTest, RefusesForD1WhatWouldBrickADatabaseThere) {
  std::string columns = "c0";
  for (int index = 1; index <= 100; ++index) columns += ",c" + std::to_string(index);
  EXPECT_FALSE(run(*writer(d1::Dialect::d1_local), "CREATE TABLE wide(" + columns + ")"));
  EXPECT_FALSE(run(*writer(d1::Dialect::d1_local), "CREATE TABLE _cf_mine(a)"));
  EXPECT_FALSE(run(*writer(d1::Dialect::d1_local), "CREATE TEMP TABLE t(a)"));
  EXPECT_FALSE(run(*writer(d1::Dialect::d1_local), "CREATE TABLE temp.t(a)"));
  EXPECT_FALSE(run(*writer(d1::Dialect::d1_local), "ALTER TABLE audit RENAME TO _cF_audit"));
  EXPECT_EQ(count("audit"), 0);
  EXPECT_TRUE(run(*writer(d1::Dialect::d1_local), "ALTER TABLE audit RENAME TO log"));
  EXPECT_TRUE(run(*writer(), "CREATE TABLE wide(" + columns + ")"));
}

TEST_F(BatchTest, RefusesPositionalParametersThatNoStatementTakes) {
  const std::vector<sql::Statement> statements = {
      {.text = "UPDATE users SET plan = 'x'", .start = {}, .number = 1}};
  sql::Batch batch;
  batch.statements = sql::source_of(statements);
  batch.parameters.positional = {std::int64_t{1}};
  const auto outcome = writer()->run_atomically(batch, {});

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::invalid_argument);
}

TEST_F(BatchTest, TellsUnusedPositionsFromUnusedNames) {
  const std::vector<sql::Statement> statements = {
      {.text = "UPDATE users SET plan = :plan", .start = {}, .number = 1}};
  sql::Batch batch;
  batch.statements = sql::source_of(statements);
  batch.parameters.named = {{"plan", std::string("x")}, {"email", std::string("y")}};
  const auto outcome = writer()->run_atomically(batch, {});

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message, "no statement has a parameter called email");
}

class RowCounter final : public sql::RowSink {
 public:
  Status columns(std::span<const sql::Column>) override {
    ++results;
    return {};
  }
  Result<sql::Flow> row(std::span<const sql::Cell>) override {
    ++rows;
    return sql::Flow::more;
  }
  int results = 0;
  int rows = 0;
};

TEST_F(BatchTest, HandsOutTheRowsOfReturning) {
  const auto statements =
      sql::split("UPDATE users SET plan='x' RETURNING id; DELETE FROM audit; SELECT 1");
  RowCounter rows;
  sql::Batch batch;
  batch.statements = sql::source_of(*statements);
  batch.rows = &rows;
  ASSERT_TRUE(writer()->run_atomically(batch, {}));

  EXPECT_EQ(rows.results, 2);
  EXPECT_EQ(rows.rows, 3);
}

}  // namespace
}  // namespace d1mcp::sqlite
