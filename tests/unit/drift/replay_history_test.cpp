#include "drift/replay_history.hpp"

#include "fixture.hpp"
#include "sqlite/replay.hpp"

namespace d1mcp::drift {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ReplayHistory : public ::testing::Test {
 protected:
  Replayed replay(const std::vector<AppliedText>& migrations) {
    replay_ = *sqlite::open_replay(d1::Dialect::sqlite);
    auto replayed = replay_history(*replay_, migrations, "d1_migrations", {});
    EXPECT_TRUE(replayed) << replayed.error().message;
    return replayed ? *std::move(replayed) : Replayed{};
  }

  // The hash of the schema that migrations make.
  std::string schema_after(const std::vector<AppliedText>& migrations) {
    replay(migrations);
    return migration::SchemaHasher("d1_migrations")
        .hash(*migration::read_schema(replay_->database(), {}));
  }

  std::unique_ptr<sql::Replay> replay_;
};

TEST_F(ReplayHistory, MakesTheSchemaAndNoRows) {
  const Replayed replayed =
      replay({{.name = "1", .text = "CREATE TABLE a(x); INSERT INTO a VALUES(1);"},
              {.name = "2", .text = "ALTER TABLE a ADD COLUMN y NOT NULL;"}});

  EXPECT_THAT(replayed.notes, IsEmpty());
  EXPECT_FALSE(replayed.since);
  const auto rows = sql::query_table(replay_->database(), "SELECT x, y FROM a", {}, {});
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_THAT(rows->rows, IsEmpty());
}

TEST_F(ReplayHistory, NotesWhatDoesNotRunAndGoesOn) {
  const Replayed replayed = replay(
      {{.name = "1.sql", .text = "CREATE TABLE a(x);\n DROP TABLE gone; CREATE TABLE b(x);"}});

  EXPECT_THAT(replayed.notes, ElementsAre(HasSubstr("1.sql:2:2 does not run")));
  EXPECT_TRUE(sql::query_table(replay_->database(), "SELECT * FROM b", {}, {}));
}

TEST_F(ReplayHistory, TellsBetweenWhichMigrationsTheSchemaBecameAnotherOne) {
  std::vector<AppliedText> migrations = {{.name = "1", .text = "CREATE TABLE a(x);"},
                                         {.name = "2", .text = "CREATE TABLE b(x);"},
                                         {.name = "3", .text = "CREATE TABLE c(x);"}};
  const std::string first = schema_after({migrations[0]});
  const std::string all = schema_after(migrations);

  migrations[0].schema = first;
  migrations[2].schema = "another";
  EXPECT_EQ(replay(migrations).since, (Since{.after = "1", .until = "3"}));

  migrations[2].schema = all;
  EXPECT_EQ(replay(migrations).since, (Since{.after = "3", .until = ""}));

  migrations[0].schema = "another";
  EXPECT_EQ(replay(migrations).since, (Since{.after = "", .until = "1"}));
}

}  // namespace
}  // namespace d1mcp::drift
