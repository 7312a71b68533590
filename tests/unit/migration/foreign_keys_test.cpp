// A file that begins with PRAGMA foreign_keys=OFF, the way tables of plain SQLite files are
// rebuilt.

#include "fixture.hpp"
#include "migration/rollback.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kRebuild =
    "CREATE TABLE p_new(id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
    "INSERT INTO p_new SELECT id, name FROM p;\n"
    "DROP TABLE p;\n"
    "ALTER TABLE p_new RENAME TO p;\n";

class ForeignKeys : public MigrationTest {
 protected:
  ForeignKeys() {
    const auto connection = writer();
    run(*connection,
        {"CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT)",
         "CREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(id) ON DELETE CASCADE)",
         "INSERT INTO p VALUES(1, 'a'), (2, 'b')",
         "INSERT INTO c VALUES(1, 1), (2, 2), (3, 2)"});
  }

  static void run(sql::Connection& connection,
                  const std::vector<std::string>& texts,
                  sql::ForeignKeys foreign_keys = sql::ForeignKeys::enforced) {
    std::vector<sql::Statement> statements;
    for (const std::string& text : texts) statements.push_back({.text = text, .start = {}});
    sql::Batch batch;
    batch.statements = sql::source_of(statements);
    batch.foreign_keys = foreign_keys;
    const auto done = connection.run_atomically(batch, {});
    EXPECT_TRUE(done) << done.error().message;
  }

  Status apply_for(d1::Dialect dialect) {
    const auto connection = writer();
    TRY_ASSIGN(const auto files, prepare_files(directory().files, dialect));
    return apply_files(*connection, {}, files, {}, applied_);
  }

  std::vector<AppliedFile> applied_;
};

TEST_F(ForeignKeys, AreOffForAFileThatBeginsSo) {
  add("001_rebuild.sql",
      std::string("PRAGMA foreign_keys=OFF;\n") + kRebuild + "PRAGMA foreign_keys=ON;\n");

  const Status status = apply_for(d1::Dialect::sqlite);

  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(count("c"), 3);
  EXPECT_EQ(count("pragma_table_info('p') WHERE \"notnull\""), 1);
}

TEST_F(ForeignKeys, AreOnAgainForTheNextFile) {
  add("001_rebuild.sql", std::string("PRAGMA foreign_keys=OFF;\n") + kRebuild);
  add("002_delete.sql", "DELETE FROM p WHERE id = 2;");

  ASSERT_TRUE(apply_for(d1::Dialect::sqlite));

  EXPECT_EQ(count("c"), 1);
}

TEST_F(ForeignKeys, AreOnAgainAfterAFileThatFails) {
  add("001_fails.sql", "PRAGMA foreign_keys=OFF;\nINSERT INTO nowhere VALUES(1);");
  const auto connection = writer();
  ASSERT_FALSE(apply_all(*connection, applied_));

  const auto told = sql::query_table(*connection, "PRAGMA foreign_keys", {}, {});

  ASSERT_TRUE(told) << told.error().message;
  EXPECT_EQ(told->rows[0][0], sql::Value(std::int64_t{1}));
}

TEST_F(ForeignKeys, FailAFileThatBreaksOnes) {
  add("001_breaks.sql", "PRAGMA foreign_keys=OFF;\nDELETE FROM p WHERE id = 2;");

  const Status status = apply_for(d1::Dialect::sqlite);

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::constraint);
  EXPECT_THAT(status.error().message, HasSubstr("c(p) would point to missing rows of p(id)"));
  EXPECT_EQ(count("p"), 2);
  EXPECT_THAT(recorded(), IsEmpty());
}

TEST_F(ForeignKeys, ThatWereBrokenBeforeAreNoReasonToFail) {
  run(*writer(), {"INSERT INTO c VALUES(9, 99)"}, sql::ForeignKeys::ignored);
  add("001_rebuild.sql", std::string("PRAGMA foreign_keys=OFF;\n") + kRebuild);

  const Status status = apply_for(d1::Dialect::sqlite);

  EXPECT_TRUE(status) << status.error().message;
}

TEST_F(ForeignKeys, ThatFitNoParentCanBeMendedByTheFile) {
  run(*writer(),
      {"CREATE TABLE odd(p TEXT REFERENCES p(name))", "INSERT INTO odd VALUES('a')"},
      sql::ForeignKeys::ignored);
  add("001_mend.sql",
      "PRAGMA foreign_keys=OFF;\nCREATE TABLE odd_new(p INTEGER REFERENCES p(id));\n"
      "INSERT INTO odd_new SELECT 1 FROM odd;\nDROP TABLE odd;\n"
      "ALTER TABLE odd_new RENAME TO odd;\n");

  const Status status = apply_for(d1::Dialect::sqlite);

  EXPECT_TRUE(status) << status.error().message;
}

TEST_F(ForeignKeys, StayOnWhereThePragmaComesLate) {
  add("001_late.sql", std::string("CREATE TABLE t(x);\nPRAGMA foreign_keys=OFF;\n") + kRebuild);

  ASSERT_TRUE(apply_for(d1::Dialect::sqlite));

  EXPECT_EQ(count("c"), 0) << "SQLite ignores the PRAGMA inside a transaction";
}

TEST_F(ForeignKeys, StayOnForD1) {
  add("001_rebuild.sql", std::string("PRAGMA foreign_keys=OFF;\n") + kRebuild);

  ASSERT_TRUE(apply_for(d1::Dialect::d1_local));

  EXPECT_EQ(count("c"), 0);
}

TEST_F(ForeignKeys, AreOffForARollbackThatBeginsSo) {
  add("001_a.sql", "CREATE TABLE t(x);");
  add("001_a_rollback.sql", std::string("PRAGMA foreign_keys=OFF;\n") + kRebuild + "DROP TABLE t;");
  ASSERT_TRUE(apply_for(d1::Dialect::sqlite));
  const auto connection = writer();
  const auto files = prepare_rollbacks(directory(), {"001_a.sql"}, d1::Dialect::sqlite);
  ASSERT_TRUE(files) << files.error().message;
  std::vector<AppliedFile> done;

  const Status status = roll_back_files(*connection, {}, *files, {}, done);

  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(count("c"), 3);
}

}  // namespace
}  // namespace d1mcp::migration
