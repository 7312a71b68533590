#include "migration/apply.hpp"

#include "core/encoding.hpp"
#include "fixture.hpp"
#include "sql/meaning.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Apply : public MigrationTest {
 protected:
  std::vector<AppliedFile> applied_;
};

TEST_F(Apply, RunsTheFilesAndRecordsThem) {
  add("001_a.sql", "CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT);");
  add("002_b.sql", "INSERT INTO users(email) VALUES('a'),('b'); UPDATE users SET email='c';");
  const auto connection = writer();

  const Status status = apply_all(*connection, applied_);

  ASSERT_TRUE(status) << status.error().message;
  EXPECT_THAT(recorded(), ElementsAre("001_a.sql", "002_b.sql"));
  EXPECT_EQ(count("users WHERE email = 'c'"), 2);
  ASSERT_EQ(applied_.size(), 2U);
  EXPECT_EQ(applied_[0].name, "001_a.sql");
  EXPECT_EQ(applied_[0].statements, 1U);
  EXPECT_THAT(applied_[0].changes, IsEmpty()) << "neither schema nor history count";
  EXPECT_EQ(applied_[1].statements, 2U);
  EXPECT_THAT(applied_[1].changes,
              ElementsAre(sql::TableChange{"users", /*inserted=*/2, /*updated=*/2, /*deleted=*/0}));
  EXPECT_GE(applied_[1].duration_ms, 0);
  EXPECT_FALSE(applied_[1].by_another_runner);
}

TEST_F(Apply, RecordsTheTimeAsWranglerDoes) {
  add("001_a.sql");
  const auto connection = writer();
  ASSERT_TRUE(apply_all(*connection, applied_));

  EXPECT_EQ(value("SELECT applied_at GLOB '20[0-9][0-9]-[01][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9]:"
                  "[0-5][0-9]' FROM d1_migrations"),
            sql::Value(std::int64_t{1}));
}

TEST_F(Apply, StampsARowWithWhatItDid) {
  const std::string text = "CREATE TABLE a(x);\nINSERT INTO a VALUES(1),(2); UPDATE a SET x = 3;\n";
  add("001_a.sql", text);
  const auto connection = writer();
  const auto files = prepare_files(directory().files, d1::Dialect::sqlite);
  ASSERT_TRUE(apply_files(*connection, {.backup = "app.1.sqlite.backup"}, *files, {}, applied_));

  const auto history = read_history(*connection, "d1_migrations", {});

  ASSERT_TRUE(history && history->size() == 1 && history->front().stamp);
  const Stamp& stamp = *history->front().stamp;
  EXPECT_EQ(stamp.file.bytes, sha256_hex(text));
  EXPECT_EQ(stamp.file.tokens, sql::meaning_hash(text));
  EXPECT_EQ(stamp.file.text, text);
  EXPECT_EQ(stamp.rows, 4);
  EXPECT_GE(stamp.duration_ms.value_or(-1), 0);
  EXPECT_EQ(stamp.backup, "app.1.sqlite.backup");
  EXPECT_THAT(stamp.by, ::testing::StartsWith("d1-mcp "));
  EXPECT_EQ(stamp.how, "");
  EXPECT_EQ(stamp.schema.size(), 64U);
}

TEST_F(Apply, StampsTheSchemaThatEachFileLeaves) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "INSERT INTO a VALUES(1);");
  add("003_c.sql", "CREATE TABLE \"B\" (x);");
  add("004_d.sql", "DROP TABLE b; CREATE TABLE b(x)");
  add("005_e.sql", "CREATE INDEX i ON a(x);");
  const auto connection = writer();
  ASSERT_TRUE(apply_all(*connection, applied_));

  const auto history = read_history(*connection, "d1_migrations", {});

  ASSERT_TRUE(history && history->size() == 5);
  const auto schema = [&](std::size_t index) { return (*history)[index].stamp->schema; };
  EXPECT_EQ(schema(0), schema(1)) << "rows do not count";
  EXPECT_NE(schema(1), schema(2));
  EXPECT_EQ(schema(2), schema(3)) << "spelling does not count";
  EXPECT_NE(schema(3), schema(4));
}

TEST_F(Apply, KeepsNoTextThatIsLongOrNoUtf8) {
  add("001_long.sql", "SELECT '" + std::string(kLargestKeptText, 'a') + "';");
  add("002_bytes.sql", "SELECT '\xFF';");
  const auto connection = writer();
  ASSERT_TRUE(apply_all(*connection, applied_));

  const auto history = read_history(*connection, "d1_migrations", {});

  ASSERT_TRUE(history && history->size() == 2);
  for (const HistoryRow& row : *history) {
    ASSERT_TRUE(row.stamp) << row.name;
    EXPECT_FALSE(row.stamp->file.text) << row.name;
    EXPECT_EQ(row.stamp->file.bytes.size(), 64U);
  }
}

TEST_F(Apply, TakesNoRowOfAFileForItsOwn) {
  add("001_a.sql", "CREATE TABLE a(x); INSERT INTO a VALUES(1) RETURNING x + 100; SELECT 5, 'x';");
  const auto connection = writer();
  ASSERT_TRUE(apply_all(*connection, applied_));

  const auto history = read_history(*connection, "d1_migrations", {});

  ASSERT_TRUE(history && history->front().stamp);
  EXPECT_EQ(history->front().stamp->rows, 1);
}

TEST_F(Apply, LeavesNothingOfAFileThatFailsAndKeepsTheOnesBefore) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "CREATE TABLE b(x);\nINSERT INTO b VALUES(1);\n  INSERT INTO gone VALUES(1);");
  add("003_c.sql", "CREATE TABLE c(x);");
  const auto connection = writer();

  const Status status = apply_all(*connection, applied_);

  ASSERT_FALSE(status);
  EXPECT_THAT(recorded(), ElementsAre("001_a.sql"));
  EXPECT_EQ(count("sqlite_schema WHERE name IN ('b', 'c')"), 0);
  EXPECT_EQ(count("sqlite_schema WHERE name = 'a'"), 1);
  ASSERT_EQ(applied_.size(), 1U);
  EXPECT_EQ(applied_[0].name, "001_a.sql");
}

TEST_F(Apply, NamesFileLineColumnAndStatementOfAFailure) {
  add("001_a.sql", "CREATE TABLE b(x);\n\n  INSERT INTO gone VALUES(1);");
  const auto connection = writer();

  const Status status = apply_all(*connection, applied_);

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::sql_error);
  EXPECT_THAT(status.error().message, HasSubstr("001_a.sql was not applied"));
  EXPECT_THAT(status.error().message, HasSubstr("gone"));
  ASSERT_TRUE(status.error().place);
  EXPECT_EQ(status.error().place->file, "001_a.sql");
  EXPECT_EQ(status.error().place->line, 3U);
  EXPECT_GE(status.error().place->column, 3U);
  EXPECT_EQ(status.error().place->statement, 2U);
}

TEST_F(Apply, LeavesNothingOfAConstraintThatBreaksAtRunTime) {
  add("001_a.sql", "CREATE TABLE a(x UNIQUE);\nINSERT INTO a VALUES(1);\nINSERT INTO a VALUES(1);");
  const auto connection = writer();

  const Status status = apply_all(*connection, applied_);

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::constraint);
  ASSERT_TRUE(status.error().place);
  EXPECT_EQ(status.error().place->line, 3U);
  EXPECT_EQ(status.error().place->statement, 3U);
  EXPECT_EQ(count("sqlite_schema WHERE name = 'a'"), 0);
  EXPECT_THAT(recorded(), IsEmpty());
}

TEST_F(Apply, DoesNotCommitWhatBreaksForeignKeys) {
  add("001_a.sql",
      "CREATE TABLE p(id INTEGER PRIMARY KEY);"
      "CREATE TABLE c(p REFERENCES p(id) DEFERRABLE INITIALLY DEFERRED);"
      "INSERT INTO c VALUES(7);");
  const auto connection = writer();

  const Status status = apply_all(*connection, applied_);

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::constraint);
  EXPECT_EQ(count("sqlite_schema WHERE name = 'c'"), 0);
  EXPECT_THAT(recorded(), IsEmpty());
}

TEST_F(Apply, RefusesAFileThatWouldEndTheTransaction) {
  add("001_a.sql", "CREATE TABLE a(x); COMMIT; CREATE TABLE b(x);");
  const auto connection = writer();

  EXPECT_FALSE(apply_all(*connection, applied_));

  EXPECT_EQ(count("sqlite_schema WHERE name IN ('a', 'b')"), 0);
  EXPECT_THAT(recorded(), IsEmpty());
}

TEST_F(Apply, ReadsEveryFileBeforeItRunsAny) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "SELECT 'open");
  const auto connection = writer();

  const Status status = apply_all(*connection, applied_);

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().place->file, "002_b.sql");
  EXPECT_EQ(count("sqlite_schema"), 0);
}

TEST_F(Apply, RecordsAFileWithoutStatements) {
  add("001_empty.sql", "-- nothing yet\n");
  const auto connection = writer();

  ASSERT_TRUE(apply_all(*connection, applied_));

  EXPECT_THAT(recorded(), ElementsAre("001_empty.sql"));
  EXPECT_EQ(applied_.at(0).statements, 0U);
}

TEST_F(Apply, OfNoFilesTouchesNothing) {
  const auto connection = writer();

  ASSERT_TRUE(apply_files(*connection, {}, {}, {}, applied_));

  EXPECT_EQ(count("sqlite_schema"), 0);
}

TEST_F(Apply, PassesAFileByThatAnotherRunnerRecordedMeanwhile) {
  add("001_a.sql", "CREATE TABLE a(x);");
  add("002_b.sql", "INSERT INTO a VALUES(1);");
  const auto prepared = prepare_files(directory().files, d1::Dialect::sqlite);
  ASSERT_TRUE(prepared);
  const auto first = writer();
  const auto second = writer();
  ASSERT_TRUE(apply_files(*first, {}, *prepared, {}, applied_));

  std::vector<AppliedFile> again;
  const Status status = apply_files(*second, {}, *prepared, {}, again);

  ASSERT_TRUE(status) << status.error().message;
  ASSERT_EQ(again.size(), 2U);
  EXPECT_TRUE(again[0].by_another_runner);
  EXPECT_TRUE(again[1].by_another_runner);
  EXPECT_EQ(again[1].statements, 0U);
  EXPECT_EQ(count("a"), 1);
  EXPECT_THAT(recorded(), ElementsAre("001_a.sql", "002_b.sql"));
}

TEST_F(Apply, IsNotStartedOnceItWasCancelled) {
  add("001_a.sql", "CREATE TABLE a(x);");
  const auto prepared = prepare_files(directory().files, d1::Dialect::sqlite);
  std::stop_source stop;
  stop.request_stop();
  Work work;
  work.stop = stop.get_token();
  const auto connection = writer();

  const Status status = apply_files(*connection, {}, *prepared, work, applied_);

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::cancelled);
  EXPECT_EQ(count("sqlite_schema WHERE name = 'a'"), 0);
}

TEST_F(Apply, ReportsEachFileAsItBegins) {
  add("001_a.sql");
  add("002_b.sql");
  const auto prepared = prepare_files(directory().files, d1::Dialect::sqlite);
  std::vector<std::string> heard;
  Work work;
  work.listener = [&](const Progress& progress) {
    heard.push_back(progress.what + " " + std::to_string(progress.done) + "/" +
                    std::to_string(progress.total));
  };
  const auto connection = writer();

  ASSERT_TRUE(apply_files(*connection, {}, *prepared, work, applied_));

  EXPECT_THAT(heard, ElementsAre("applying 001_a.sql 0/2", "applying 002_b.sql 1/2"));
}

}  // namespace
}  // namespace d1mcp::migration
