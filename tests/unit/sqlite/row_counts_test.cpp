#include "sqlite/row_counts.hpp"

#include "fixture.hpp"

namespace d1mcp::sqlite {
namespace {

using sql::RowCounts;
using sql::TableChange;
using ::testing::ElementsAre;
using ::testing::Optional;

class NoSink final : public sql::RowSink {
 public:
  Status columns(std::span<const sql::Column>) override { return {}; }
  Result<sql::Flow> row(std::span<const sql::Cell>) override { return sql::Flow::more; }
};

// What is expected here is what D1 counts for the same statements; tests/real/agreement asks it.
class RowCountsTest : public DatabaseTest {
 protected:
  void SetUp() override {
    if (!counts("SELECT 1")) GTEST_SKIP() << "this SQLite does not count rows";
  }

  std::optional<RowCounts> counts(std::string_view sql) {
    NoSink nobody;
    const auto outcome = reader()->query(sql, {}, nobody, {});
    EXPECT_TRUE(outcome) << outcome.error().message;
    return outcome->row_counts;
  }

  std::optional<RowCounts> counts_of_batch(std::string_view script) {
    const auto outcome = run(*writer(), script, sql::Fate::roll_back);
    EXPECT_TRUE(outcome) << outcome.error().message;
    return outcome->row_counts;
  }
};

TEST_F(RowCountsTest, AreTheRowsAQueryLooksAt) {
  EXPECT_THAT(counts("SELECT * FROM keys"), Optional(RowCounts{.read = 3, .written = 0}));
  EXPECT_THAT(counts("SELECT * FROM keys WHERE id = 11"), Optional(RowCounts{1, 0}));
  EXPECT_THAT(counts("SELECT * FROM keys WHERE user_id = 2"), Optional(RowCounts{3, 0}));
  EXPECT_THAT(counts("SELECT count(*) FROM keys"), Optional(RowCounts{3, 0}));
  EXPECT_THAT(counts("SELECT * FROM keys ORDER BY user_id"), Optional(RowCounts{6, 0}));
  EXPECT_THAT(counts("SELECT 1"), Optional(RowCounts{0, 0}));
}

TEST_F(RowCountsTest, IncludeTheEntriesOfIndexes) {
  EXPECT_THAT(counts_of_batch("INSERT INTO audit VALUES('x')"), Optional(RowCounts{0, 1}));
  EXPECT_EQ(counts_of_batch("INSERT INTO users VALUES(9,'z@x','free')")->written, 2);
}

TEST_F(RowCountsTest, IncludeWhatTriggersAndCascadesDo) {
  EXPECT_EQ(counts_of_batch("UPDATE users SET plan = 'pro' WHERE id = 1")->written, 2);
  EXPECT_EQ(counts_of_batch("DELETE FROM users WHERE id = 1")->written, 3);
}

TEST_F(RowCountsTest, AddUpOverABatch) {
  EXPECT_THAT(counts_of_batch("INSERT INTO audit VALUES('x'); INSERT INTO audit VALUES('y'),('z')"),
              Optional(RowCounts{0, 3}));
}

TEST_F(RowCountsTest, AreThoseOfD1WhereATableIsEmptied) {
  EXPECT_THAT(counts_of_batch("INSERT INTO audit VALUES('x'),('y'); DELETE FROM audit"),
              Optional(RowCounts{0, 4}));
}

TEST(EmptiedTable, IsStillCountedPerTable) {
  const test::TemporaryDirectory directory;
  test::run_sql(directory / "a.db",
                "CREATE TABLE t(a); CREATE TABLE w(a PRIMARY KEY) WITHOUT ROWID;"
                "INSERT INTO t VALUES(1),(2); INSERT INTO w VALUES(1);");
  auto writer = open_writer(directory / "a.db", Creation::must_exist, {});
  const auto statements = sql::split(
      "DELETE FROM T; DELETE FROM w; EXPLAIN DELETE FROM t; DELETE FROM t; DELETE FROM t WHERE 0");
  sql::Batch batch;
  batch.statements = sql::source_of(*statements);

  const auto outcome = (*writer)->run_atomically(batch, {});

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_THAT(outcome->changes, ElementsAre(TableChange{"t", 0, 0, 2}, TableChange{"w", 0, 0, 1}));
  EXPECT_EQ(outcome->rows_changed, 3);
}

}  // namespace
}  // namespace d1mcp::sqlite
