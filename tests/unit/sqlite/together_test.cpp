// Several batches in one transaction, and queries while it is open.

#include <list>
#include <optional>

#include "fixture.hpp"

namespace d1mcp::sqlite {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class TogetherTest : public DatabaseTest {
 protected:
  /// A batch of one statement, which this object keeps.
  sql::Batch batch_of(const std::string& text, const std::string& origin = {}) {
    scripts_.push_back({{.text = text, .start = {}}});
    sql::Batch batch;
    batch.statements = sql::source_of(scripts_.back());
    batch.origin = origin;
    return batch;
  }

 private:
  std::list<std::vector<sql::Statement>> scripts_;
};

TEST_F(TogetherTest, HaveAnOutcomeEach) {
  const std::vector<sql::Batch> batches = {batch_of("DELETE FROM keys"),
                                           batch_of("INSERT INTO audit VALUES('x')")};

  const auto outcomes = writer()->run_together(batches, {});

  ASSERT_TRUE(outcomes) << outcomes.error().message;
  ASSERT_EQ(outcomes->size(), 2U);
  EXPECT_THAT(outcomes->at(0).changes, ElementsAre(sql::TableChange{"keys", 0, 0, 3}));
  EXPECT_EQ(outcomes->at(1).rows_changed, 1);
}

TEST_F(TogetherTest, LeaveNothingOfAnyWhereOneFails) {
  const std::vector<sql::Batch> batches = {batch_of("DELETE FROM keys", "first.sql"),
                                           batch_of("DELETE FROM nowhere", "second.sql")};

  const auto outcomes = writer()->run_together(batches, {});

  ASSERT_FALSE(outcomes);
  EXPECT_EQ(outcomes.error().place->file, "second.sql");
  EXPECT_EQ(count("keys"), 3);
}

TEST_F(TogetherTest, LeaveNothingOfAnyWhereOneIsNotApproved) {
  std::vector<sql::Batch> batches = {batch_of("DELETE FROM keys"), batch_of("DELETE FROM audit")};
  batches[1].approve = [](const sql::BatchOutcome&) -> Status {
    return Error{.code = ErrorCode::conflict, .message = "no", .hint = {}, .place = {}};
  };

  EXPECT_FALSE(writer()->run_together(batches, {}));
  EXPECT_EQ(count("keys"), 3);
}

TEST_F(TogetherTest, GuardEachBatchByWhatThoseBeforeItDid) {
  std::vector<sql::Batch> batches = {batch_of("DELETE FROM keys"), batch_of("DELETE FROM audit")};
  batches[1].guard = "SELECT 'no key is left' WHERE NOT EXISTS (SELECT 1 FROM keys)";

  const auto outcomes = writer()->run_together(batches, {});

  ASSERT_FALSE(outcomes);
  EXPECT_EQ(outcomes.error().message, "no key is left");
}

TEST_F(TogetherTest, CanBeLookedAtBeforeTheyAreCommitted) {
  const auto connection = writer();
  sql::Batch batch = batch_of("DELETE FROM keys WHERE id = 10");
  std::int64_t seen = -1;
  batch.approve = [&](const sql::BatchOutcome&) -> Status {
    TRY_ASSIGN(const auto keys, sql::query_table(*connection, "SELECT count(*) FROM keys", {}, {}));
    seen = std::get<std::int64_t>(keys.rows[0][0]);
    auto written = sql::query_table(*connection, "DELETE FROM keys", {}, {});
    EXPECT_FALSE(written) << "a query only reads, here too";
    return {};
  };

  const auto outcome = connection->run_atomically(batch, {});

  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(seen, 2);
  EXPECT_EQ(count("keys"), 2);
}

// Without supervision the second statement would never end.
TEST_F(TogetherTest, StaySupervisedAfterAQuery) {
  const auto connection = writer();
  const Work work = Work().limited_to(std::chrono::milliseconds(50));
  sql::Batch batch;
  batch.statements = [&]() -> Result<std::optional<sql::Statement>> {
    TRY(sql::query_table(*connection, "SELECT 1", {}, work));
    return std::optional(sql::Statement{
        .text = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT 1 FROM n) SELECT sum(i) FROM n",
        .start = {}});
  };

  const auto outcome = connection->run_atomically(batch, work);

  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::timed_out);
}

TEST_F(TogetherTest, TellAKeyThatFitsNoParentFromOneThatFitted) {
  const auto connection = writer();
  sql::Batch batch = batch_of("CREATE TABLE odd(a REFERENCES keys(absent))");
  batch.foreign_keys = sql::ForeignKeys::checked;

  const auto outcome = connection->run_atomically(batch, {});

  ASSERT_FALSE(outcome);
  EXPECT_THAT(outcome.error().message, HasSubstr("foreign key mismatch"));
}

}  // namespace
}  // namespace d1mcp::sqlite
