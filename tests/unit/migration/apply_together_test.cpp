// All pending files in one transaction: all of them, or none.

#include <stop_token>

#include "fixture.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ApplyTogether : public MigrationTest {
 protected:
  Status apply_together(sql::Connection& connection, const Work& work = {}) {
    TRY_ASSIGN(const auto files, prepare_files(directory().files, d1::Dialect::sqlite));
    return apply_files_together(connection, {}, files, work, applied_);
  }

  std::vector<AppliedFile> applied_;
};

TEST_F(ApplyTogether, RunsEveryFileAndTellsWhatEachDid) {
  add("001_a.sql", "CREATE TABLE a(x); INSERT INTO a VALUES(1);");
  add("002_b.sql", "INSERT INTO a VALUES(2),(3); DELETE FROM a WHERE x = 1;");
  add("003_c.sql", "DROP TABLE a;");
  const auto connection = writer();
  std::vector<std::string> reported;
  Work work;
  work.listener = [&](const Progress& progress) { reported.push_back(progress.what); };

  const Status status = apply_together(*connection, work);

  ASSERT_TRUE(status) << status.error().message;
  EXPECT_THAT(recorded(), ElementsAre("001_a.sql", "002_b.sql", "003_c.sql"));
  ASSERT_EQ(applied_.size(), 3U);
  EXPECT_THAT(applied_[0].changes, ElementsAre(sql::TableChange{"a", 1, 0, 0}));
  EXPECT_THAT(applied_[1].changes, ElementsAre(sql::TableChange{"a", 2, 0, 1}));
  EXPECT_THAT(applied_[2].gone, ElementsAre(sql::Gone{"a", ""}));
  EXPECT_THAT(reported,
              ElementsAre("applying 001_a.sql", "applying 002_b.sql", "applying 003_c.sql"));
}

TEST_F(ApplyTogether, StampsEachRowWithTheSchemaItsOwnFileLeft) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "CREATE TABLE b(x);");
  const auto connection = writer();
  ASSERT_TRUE(apply_together(*connection));

  const auto history = read_history(*connection, "d1_migrations", {});

  ASSERT_TRUE(history && history->size() == 2);
  EXPECT_NE(history->at(0).stamp->schema, history->at(1).stamp->schema);
}

TEST_F(ApplyTogether, LeavesNothingOfAnyFileWhereOneFails) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "INSERT INTO a VALUES(1);\nINSERT INTO nowhere VALUES(1);");
  const auto connection = writer();

  const Status status = apply_together(*connection);

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().message, "none of the files was applied: no such table: nowhere");
  EXPECT_EQ(status.error().place->file, "002_b.sql");
  EXPECT_EQ(status.error().place->line, 2U);
  EXPECT_THAT(recorded(), IsEmpty());
  EXPECT_EQ(count("sqlite_schema WHERE name = 'a'"), 0);
}

TEST_F(ApplyTogether, LeavesNothingWhereAVerificationFails) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "CREATE TABLE b(x);");
  add("002_b_verify.sql", "SELECT count(*) FROM b");
  const auto connection = writer();

  const Status status = apply_together(*connection);

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().place->file, "002_b_verify.sql");
  EXPECT_EQ(count("sqlite_schema WHERE name IN ('a', 'b')"), 0);
}

TEST_F(ApplyTogether, LeavesNothingWhereItIsCancelled) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "CREATE TABLE b(x);");
  const auto connection = writer();
  std::stop_source stop;
  Work work;
  work.stop = stop.get_token();
  work.listener = [&](const Progress& progress) {
    if (progress.what == "applying 002_b.sql") stop.request_stop();
  };

  const Status status = apply_together(*connection, work);

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::cancelled);
  EXPECT_THAT(recorded(), IsEmpty());
  EXPECT_EQ(count("sqlite_schema WHERE name = 'a'"), 0);
}

TEST_F(ApplyTogether, StopsWhereAnotherRunnerWasFaster) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "CREATE TABLE b(x);");
  const auto files = prepare_files(directory().files, d1::Dialect::sqlite);
  const auto first = writer();
  const auto second = writer();
  std::vector<AppliedFile> other;
  ASSERT_TRUE(apply_files(*first, {}, {files->at(1)}, {}, other));

  const Status status = apply_files_together(*second, {}, *files, {}, applied_);

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::conflict);
  EXPECT_THAT(recorded(), ElementsAre("002_b.sql"));
}

TEST_F(ApplyTogether, RefusesAFileThatSwitchesForeignKeysOff) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "PRAGMA foreign_keys=OFF; CREATE TABLE b(x);");
  const auto connection = writer();

  const Status status = apply_together(*connection);

  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("002_b.sql switches foreign keys off"));
  EXPECT_EQ(count("sqlite_schema WHERE name = 'a'"), 0);
}

}  // namespace
}  // namespace d1mcp::migration
