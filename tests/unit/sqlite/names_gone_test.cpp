#include "fixture.hpp"

namespace d1mcp::sqlite {
namespace {

using sql::Gone;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class NamesGone : public DatabaseTest {
 protected:
  std::vector<Gone> after(const std::string& sql) {
    const auto statements = sql::split(sql);
    sql::Batch batch;
    batch.statements = sql::source_of(*statements);
    batch.tells_gone = true;
    const auto outcome = writer()->run_atomically(batch, {});
    EXPECT_TRUE(outcome) << outcome.error().message;
    return outcome ? outcome->gone : std::vector<Gone>();
  }
};

TEST_F(NamesGone, AreNoneWhenNothingIsTakenAway) {
  EXPECT_THAT(after("ALTER TABLE users ADD COLUMN extra TEXT; CREATE TABLE more(a);"
                    "CREATE INDEX by_extra ON users(extra); DELETE FROM users;"),
              IsEmpty());
}

TEST_F(NamesGone, AreTablesAndColumnsDroppedOrRenamed) {
  EXPECT_THAT(after("CREATE TABLE wide(a, b, c); CREATE TABLE narrow(x);"), IsEmpty());
  EXPECT_THAT(after("ALTER TABLE wide DROP COLUMN b; ALTER TABLE wide RENAME COLUMN c TO d;"),
              ElementsAre(Gone{"wide", "b"}, Gone{"wide", "c"}));
  EXPECT_THAT(after("ALTER TABLE wide RENAME TO broad; DROP TABLE narrow;"),
              ElementsAre(Gone{"narrow", ""}, Gone{"wide", ""}));
}

TEST_F(NamesGone, AreSeenThroughARebuild) {
  EXPECT_THAT(after("CREATE TABLE t(a, b, c); CREATE TABLE t2(a, b);"
                    "INSERT INTO t2 SELECT a, b FROM t; DROP TABLE t; ALTER TABLE t2 RENAME TO t;"),
              IsEmpty());
  EXPECT_THAT(after("CREATE TABLE t2(a, d); INSERT INTO t2 SELECT a, b FROM t; DROP TABLE t;"
                    "ALTER TABLE t2 RENAME TO t;"),
              ElementsAre(Gone{"t", "b"}));
}

TEST_F(NamesGone, AreNoneOfTablesThatTheBatchMakesItself) {
  EXPECT_THAT(after("CREATE TABLE one(a, b); ALTER TABLE one RENAME TO two;"
                    "ALTER TABLE two DROP COLUMN b; DROP TABLE two;"),
              IsEmpty());
  EXPECT_THAT(after("CREATE TABLE IF NOT EXISTS audit(other); DROP TABLE audit;"),
              ElementsAre(Gone{"audit", ""}));
}

TEST_F(NamesGone, AreFollowedThroughRenames) {
  EXPECT_THAT(after("CREATE TABLE a(x, y); CREATE TABLE b(z);"), IsEmpty());
  EXPECT_THAT(after("ALTER TABLE a RENAME TO c; ALTER TABLE c DROP COLUMN y;"),
              ElementsAre(Gone{"a", ""}));
  EXPECT_THAT(after("ALTER TABLE b RENAME TO d; ALTER TABLE c RENAME TO b;"
                    "ALTER TABLE d RENAME TO c;"),
              ElementsAre(Gone{"b", "z"}, Gone{"c", "x"}));
}

TEST_F(NamesGone, AreVirtualTablesButNotWhatTheyAreMadeOf) {
  EXPECT_THAT(after("CREATE VIRTUAL TABLE words USING fts5(text)"), IsEmpty());
  EXPECT_THAT(after("DROP TABLE words"), ElementsAre(Gone{"words", ""}));
}

TEST_F(NamesGone, AreWhatApprovalIsAskedOf) {
  const auto statements = sql::split("DROP TABLE audit");
  sql::Batch batch;
  batch.statements = sql::source_of(*statements);
  batch.tells_gone = true;
  batch.approve = [](const sql::BatchOutcome& outcome) -> Status {
    EXPECT_THAT(outcome.gone, ElementsAre(Gone{"audit", ""}));
    return Error{
        .code = ErrorCode::permission_denied, .message = "not this", .hint = {}, .place = {}};
  };

  const auto outcome = writer()->run_atomically(batch, {});

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message, "not this");
  EXPECT_EQ(count("audit"), 0);
}

}  // namespace
}  // namespace d1mcp::sqlite
