// What a file takes away is held to what it took away when it was rehearsed.

#include "fixture.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class HeldLosses : public MigrationTest {
 protected:
  HeldLosses() {
    run("CREATE TABLE p(id INTEGER PRIMARY KEY, old INT)");
    run("CREATE TABLE c(p INTEGER REFERENCES p(id) ON DELETE CASCADE)");
    run("INSERT INTO p VALUES(1, 1), (2, 0), (3, 0)");
    run("INSERT INTO c VALUES(1), (3)");
  }

  void run(const std::string& text) {
    const std::vector<sql::Statement> statements = {{.text = text, .start = {}}};
    sql::Batch batch;
    batch.statements = sql::source_of(statements);
    const auto done = writer()->run_atomically(batch, {});
    ASSERT_TRUE(done) << done.error().message;
  }

  /// Rehearses the folder's files on a copy, runs `meanwhile` on the database, then the files.
  Status rehearse_then_apply(const std::string& meanwhile) {
    auto files = prepare_files(directory().files, d1::Dialect::sqlite);
    EXPECT_TRUE(files) << files.error().message;
    const auto copy = temporary_ / "copy.db";
    std::filesystem::copy_file(database(), copy);
    std::vector<AppliedFile> rehearsed;
    const auto rehearsal = sqlite::open_writer(copy, sqlite::Creation::must_exist, {});
    TRY(apply_files(**rehearsal, {}, *files, {}, rehearsed));
    for (std::size_t at = 0; at < files->size(); ++at) (*files)[at].rehearsed = rehearsed[at];
    run(meanwhile);
    const auto connection = writer();
    return apply_files(*connection, {}, *files, {}, applied_);
  }

  std::vector<AppliedFile> applied_;
};

TEST_F(HeldLosses, LetAFilePassThatTakesNoMoreThanRehearsed) {
  add("001_clean.sql", "DELETE FROM p WHERE old;");

  const Status status = rehearse_then_apply("UPDATE p SET old = 0");

  EXPECT_TRUE(status) << status.error().message;
}

TEST_F(HeldLosses, StopAFileThatDeletesMoreRows) {
  add("001_clean.sql", "DELETE FROM p WHERE old;");

  const Status status = rehearse_then_apply("UPDATE p SET old = 1 WHERE id < 3");

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::conflict);
  EXPECT_EQ(status.error().message,
            "001_clean.sql was not applied: p would lose 2 rows, not 1; the data changed since it "
            "was rehearsed");
  EXPECT_EQ(count("p"), 3);
  EXPECT_THAT(recorded(), IsEmpty());
}

TEST_F(HeldLosses, StopAFileWhoseCascadeTakesMoreRows) {
  add("001_clean.sql", "DELETE FROM p WHERE old;");

  const Status status = rehearse_then_apply("INSERT INTO c VALUES(1)");

  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("c would lose 2 rows, not 1"));
  EXPECT_EQ(count("c"), 3);
}

TEST_F(HeldLosses, StopAFileThatDropsATableWithMoreRows) {
  add("001_drop.sql", "DROP TABLE c;");

  const Status status = rehearse_then_apply("INSERT INTO c VALUES(2)");

  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("c would lose 3 rows, not 2"));
}

constexpr const char* kRebuildOfChild =
    "PRAGMA defer_foreign_keys=ON;\n"
    "CREATE TABLE c_new(p INTEGER REFERENCES p(id));\n"
    "INSERT INTO c_new SELECT p FROM c WHERE p < 9;\n"
    "DROP TABLE c; ALTER TABLE c_new RENAME TO c;";

TEST_F(HeldLosses, LetARebuildPassThatBringsEveryNewRowBack) {
  add("001_rebuild.sql", kRebuildOfChild);

  const Status status = rehearse_then_apply("INSERT INTO c VALUES(2)");

  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(count("c"), 3);
}

TEST_F(HeldLosses, StopARebuildThatLeavesNewRowsBehind) {
  add("001_rebuild.sql", kRebuildOfChild);
  run("INSERT INTO p VALUES(10, 0)");

  const Status status = rehearse_then_apply("INSERT INTO c VALUES(10)");

  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("c would lose 1 row, not 0"));
}

TEST_F(HeldLosses, LetARebuildOfAParentPassUnderItsOwnName) {
  add("001_rebuild.sql",
      "CREATE TABLE c_bak AS SELECT * FROM c; DROP TABLE c;\n"
      "CREATE TABLE p_bak AS SELECT * FROM p; DROP TABLE p;\n"
      "CREATE TABLE p(id INTEGER PRIMARY KEY, old INT NOT NULL);\n"
      "INSERT INTO p SELECT * FROM p_bak; DROP TABLE p_bak;\n"
      "CREATE TABLE c(p INTEGER REFERENCES p(id)); INSERT INTO c SELECT * FROM c_bak;\n"
      "DROP TABLE c_bak;");

  const Status status = rehearse_then_apply("INSERT INTO p VALUES(4, 0)");

  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(count("p"), 4);
}

TEST_F(HeldLosses, DoNotLookIntoTablesThatBelongToD1) {
  run("CREATE TABLE _cf_KV(a)");
  add("001_drop.sql", "DROP TABLE c;");
  const auto files = prepare_files(directory().files, d1::Dialect::d1_local);
  const auto connection = sqlite::open_writer(
      database(), sqlite::Creation::must_exist, {.dialect = d1::Dialect::d1_local});

  const Status status = apply_files(**connection, {}, *files, {}, applied_);

  EXPECT_TRUE(status) << status.error().message;
}

TEST_F(HeldLosses, TellHowManyRowsADroppedTableHad) {
  add("001_drop.sql", "DROP TABLE c;");

  ASSERT_TRUE(rehearse_then_apply("SELECT 1"));

  EXPECT_THAT(applied_.front().fewer,
              ElementsAre(std::pair<const std::string, std::int64_t>("c", 2)));
}

}  // namespace
}  // namespace d1mcp::migration
