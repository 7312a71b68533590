#include "transfer/dump_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "sqlite/database.hpp"
#include "support/temporary_directory.hpp"
#include "transfer/file_chunks.hpp"
#include "unit/transfer/raw_database.hpp"

namespace d1mcp::transfer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

sql::ChunkSource one_byte_at_a_time(std::string text) {
  return [text = std::move(text), at = std::size_t{0}]() mutable -> Result<std::string> {
    if (at == text.size()) return std::string();
    return std::string(1, text[at++]);
  };
}

class LoadDump : public ::testing::Test {
 protected:
  Result<ImportSummary> load(const std::string& text, const Work& work = {}) {
    const auto scratch = test::scratch_of(directory_ / "new.db");
    return load_dump({.chunks = one_byte_at_a_time(text), .name = "dump.sql", .bytes = text.size()},
                     *scratch,
                     work);
  }

  ImportSummary loaded(const std::string& text) {
    auto summary = load(text);
    EXPECT_TRUE(summary) << describe(summary.error());
    return summary ? *summary : ImportSummary{};
  }

  std::vector<std::string> rows(const std::string& sql) {
    return test::RawDatabase(directory_ / "new.db").rows(sql);
  }

  test::TemporaryDirectory directory_;
};

TEST_F(LoadDump, TakesWhatWranglerExports) {
  const ImportSummary summary = loaded(R"sql(PRAGMA defer_foreign_keys=TRUE;
CREATE TABLE child(id INTEGER PRIMARY KEY AUTOINCREMENT, p REFERENCES parent(id));
INSERT INTO "child" ("id","p") VALUES(1,1);
INSERT INTO "child" ("id","p") VALUES(2,1);
CREATE TABLE parent(id INTEGER PRIMARY KEY, t);
INSERT INTO "parent" ("id","t") VALUES(1,replace('a\nb','\n',char(10)));
DELETE FROM sqlite_sequence;
INSERT INTO "sqlite_sequence" ("name","seq") VALUES('child',9);
CREATE TRIGGER on_view INSTEAD OF INSERT ON names BEGIN INSERT INTO parent(t) VALUES(new.t); END;
CREATE VIEW names AS SELECT t FROM parent;)sql");

  EXPECT_THAT(rows("SELECT * FROM child"), ElementsAre("int 1 | int 1", "int 2 | int 1"));
  EXPECT_THAT(rows("SELECT * FROM parent"), ElementsAre("int 1 | text hex 610a62"));
  EXPECT_THAT(rows("SELECT * FROM sqlite_sequence"), ElementsAre("text child | int 9"));
  EXPECT_THAT(rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'"),
              ElementsAre("text on_view"));
  EXPECT_THAT(summary.tables, ElementsAre(TableRows{"child", 2}, TableRows{"parent", 1}));
  EXPECT_EQ(summary.rows, 3U);
  EXPECT_THAT(summary.notes, ElementsAre(HasSubstr("1 text with line ends")));
}

TEST_F(LoadDump, TakesWhatTheSqliteShellDumps) {
  const ImportSummary summary = loaded(R"sql(PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
PRAGMA writable_schema=ON;
CREATE TABLE a(x);
INSERT INTO a VALUES(unistr('two\u000alines'));
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','f','f',0,'CREATE VIRTUAL TABLE f USING fts5(t)');
CREATE TABLE IF NOT EXISTS 'f_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO f_data VALUES(1,X'0204');
INSERT INTO f_data VALUES(10,X'000000000101010001010101');
INSERT INTO f_data VALUES(137438953473,X'0000002005306669736801020301020301036f6e65010202010374776f020202040c08');
CREATE TABLE IF NOT EXISTS 'f_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO f_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS 'f_content'(id INTEGER PRIMARY KEY, c0);
INSERT INTO f_content VALUES(1,'one fish');
INSERT INTO f_content VALUES(2,'two fish');
CREATE TABLE IF NOT EXISTS 'f_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO f_docsize VALUES(1,X'02');
INSERT INTO f_docsize VALUES(2,X'02');
CREATE TABLE IF NOT EXISTS 'f_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO f_config VALUES('version',4);
CREATE INDEX i ON a(x);
PRAGMA writable_schema=OFF;
COMMIT;
)sql");

  EXPECT_THAT(rows("SELECT x FROM a"), ElementsAre("text hex 74776f0a6c696e6573"));
  EXPECT_THAT(rows("SELECT t FROM f"), ElementsAre("text one fish", "text two fish"));
  EXPECT_THAT(rows("SELECT t FROM f WHERE f MATCH 'two'"), ElementsAre("text two fish"));
  EXPECT_THAT(rows("PRAGMA integrity_check"), ElementsAre("text ok"));
  EXPECT_THAT(summary.notes, IsEmpty());
}

TEST_F(LoadDump, ShowsAVirtualTableToTheConnectionThatLoadedIt) {
  const auto scratch = test::scratch_of(directory_ / "new.db");
  const std::string text =
      "PRAGMA writable_schema=ON;"
      "INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)"
      "VALUES('table','r','r',0,'CREATE VIRTUAL TABLE r USING rtree(id,a,b)');"
      "CREATE TABLE IF NOT EXISTS 'r_rowid'(rowid INTEGER PRIMARY KEY,nodeno);"
      "CREATE TABLE IF NOT EXISTS 'r_node'(nodeno INTEGER PRIMARY KEY,data);"
      "INSERT INTO r_node VALUES(1,zeroblob(1000));"
      "CREATE TABLE IF NOT EXISTS 'r_parent'(nodeno INTEGER PRIMARY KEY,parentnode);";

  const auto summary = load_dump({one_byte_at_a_time(text), "dump.sql", 0}, *scratch, {});

  ASSERT_TRUE(summary) << describe(summary.error());
  EXPECT_TRUE(sql::query_table(*scratch, "SELECT id FROM r", {}, {}));
}

TEST_F(LoadDump, MovesIndexesAndTriggersBehindTheTableTheyAreOn) {
  loaded(
      "CREATE UNIQUE INDEX i ON \"T\"(a);"
      "CREATE TRIGGER r AFTER UPDATE OF a ON main.t BEGIN SELECT 1; END;"
      "CREATE TABLE t(a); INSERT INTO t VALUES(1)");

  EXPECT_THAT(rows("SELECT name FROM sqlite_schema"), ElementsAre("text t", "text i", "text r"));
}

TEST_F(LoadDump, LeavesTriggersWhereTheyAreWhenTheirTableExists) {
  loaded(
      "CREATE TABLE t(a); CREATE TABLE old(a); ALTER TABLE old RENAME TO log;"
      "CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO log VALUES(new.a); END;"
      "CREATE TRIGGER q AFTER INSERT ON log BEGIN DELETE FROM log WHERE a = 2; END;"
      "INSERT INTO t VALUES(1),(2)");

  EXPECT_THAT(rows("SELECT a FROM log"), ElementsAre("int 1"));
}

TEST_F(LoadDump, LeavesOutCountersOfTablesThatAreNotThere) {
  const ImportSummary summary = loaded(
      "CREATE TABLE t(a); DELETE FROM sqlite_sequence;"
      "INSERT INTO sqlite_sequence VALUES('gone',4); INSERT INTO t VALUES(1)");

  EXPECT_THAT(rows("SELECT a FROM t"), ElementsAre("int 1"));
  EXPECT_THAT(summary.notes, ElementsAre(HasSubstr("AUTOINCREMENT counters were left out")));
}

TEST_F(LoadDump, SetsCountersThatComeBeforeTheirTable) {
  loaded(
      "DELETE FROM sqlite_sequence; INSERT INTO sqlite_sequence VALUES('t',40);"
      "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT)");

  EXPECT_THAT(rows("SELECT * FROM sqlite_sequence"), ElementsAre("text t | int 40"));
}

TEST_F(LoadDump, LeavesOutTransactionsAndSettings) {
  const ImportSummary summary = loaded(
      "PRAGMA journal_mode=WAL; BEGIN IMMEDIATE; SAVEPOINT s; CREATE TABLE t(a);"
      "RELEASE s; COMMIT; begin; INSERT INTO t VALUES(1); END TRANSACTION; VACUUM;"
      "PRAGMA user_version=7; ROLLBACK;");

  EXPECT_THAT(rows("SELECT a FROM t"), ElementsAre("int 1"));
  EXPECT_THAT(rows("PRAGMA user_version"), ElementsAre("int 7"));
  EXPECT_EQ(summary.statements, 3U);
  EXPECT_THAT(summary.notes,
              ElementsAre(HasSubstr("PRAGMA journal_mode was left out"),
                          HasSubstr("VACUUM was left out"),
                          HasSubstr("ROLLBACK was left out")));
}

TEST_F(LoadDump, TakesStatistics) {
  const ImportSummary summary = loaded(
      "CREATE TABLE t(a); CREATE INDEX i ON t(a); INSERT INTO t VALUES(1);"
      "ANALYZE sqlite_schema; INSERT INTO sqlite_stat1 VALUES('t','i','9 1');"
      "INSERT INTO sqlite_stat4 VALUES('t','i','1','0','0',x'00');"
      "CREATE TABLE sqlite_stat4(a)");

  EXPECT_THAT(rows("SELECT * FROM sqlite_stat1"), ElementsAre("text t | text i | text 9 1"));
  EXPECT_THAT(summary.notes,
              ElementsAre(HasSubstr("rows of sqlite_stat4 were left out"),
                          HasSubstr("CREATE TABLE sqlite_stat4 was left out")));
}

TEST_F(LoadDump, DoesNotCountRowsThatCameAndWent) {
  const ImportSummary summary = loaded(
      "CREATE TABLE a(x); CREATE TABLE b(x); INSERT INTO a VALUES(1),(2); DELETE FROM a "
      "WHERE x = 1; INSERT INTO b VALUES(1); DELETE FROM b WHERE x = 1");

  EXPECT_THAT(summary.tables, ElementsAre(TableRows{"a", 1}));
}

TEST_F(LoadDump, SaysWhereTheErrorIs) {
  const auto summary =
      load("CREATE TABLE t(a UNIQUE);\n-- comment\n\n  INSERT INTO nowhere VALUES(1);");

  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::sql_error);
  EXPECT_THAT(summary.error().message, HasSubstr("nowhere"));
  EXPECT_EQ(summary.error().place->file, "dump.sql");
  EXPECT_EQ(summary.error().place->line, 4U);
  EXPECT_EQ(summary.error().place->statement, 2U);
}

TEST_F(LoadDump, SaysWhereAStringIsNotClosed) {
  const auto summary = load("CREATE TABLE t(a);\nINSERT INTO t VALUES('open);");

  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().place,
            (Place{.file = "dump.sql", .line = 2, .column = 22, .statement = 2}));
}

TEST_F(LoadDump, SaysWhichTriggerHasNoTable) {
  const auto summary = load(
      "CREATE TABLE t(a);\nCREATE TRIGGER r AFTER INSERT ON gone BEGIN SELECT 1; END;\nCREATE "
      "TABLE u(a);");

  ASSERT_FALSE(summary);
  EXPECT_THAT(summary.error().message, HasSubstr("gone"));
  EXPECT_EQ(summary.error().place->line, 2U);
}

TEST_F(LoadDump, LeavesNothingBehindAfterAnError) {
  ASSERT_FALSE(load("CREATE TABLE t(a); INSERT INTO t VALUES(1); SELEC 1"));

  EXPECT_THAT(rows("SELECT name FROM sqlite_schema"), IsEmpty());
}

TEST_F(LoadDump, RefusesToTouchOtherFiles) {
  for (const std::string& text : {std::string("ATTACH 'other.db' AS o"), std::string("detach o")}) {
    const auto summary = load("SELECT 1;\n" + text);

    ASSERT_FALSE(summary) << text;
    EXPECT_EQ(summary.error().code, ErrorCode::permission_denied);
    EXPECT_EQ(summary.error().place->line, 2U);
  }
}

TEST_F(LoadDump, RefusesToChangeTheSchemaTableFreely) {
  const std::string row = "INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES";
  for (const std::string& text :
       {row + "('table','t','t',2,'CREATE VIRTUAL TABLE t USING fts5(a)')",
        row + "('table','t','t',0,'CREATE TABLE t(a)')",
        row + "('table','t','u',0,'CREATE VIRTUAL TABLE t USING fts5(a)')",
        row + "('table','t','t',0,'CREATE VIRTUAL TABLE u USING fts5(a)')",
        row + "('view','t','t',0,'CREATE VIRTUAL TABLE t USING fts5(a)')",
        row + "('table','t','t',0,'CREATE VIRTUAL TABLE t USING fts5(a)'),(1,2,3,4,5)",
        std::string("UPDATE main.\"sqlite_schema\" SET sql = ''"),
        std::string("DELETE FROM sqlite_master")}) {
    const auto summary = load("PRAGMA writable_schema=ON;" + text);

    ASSERT_FALSE(summary) << text;
    EXPECT_EQ(summary.error().code, ErrorCode::permission_denied) << text;
  }
}

TEST_F(LoadDump, StopsWhenItIsCancelled) {
  std::stop_source stop;
  Work work;
  work.stop = stop.get_token();
  work.listener = [&](const Progress& progress) {
    EXPECT_EQ(progress.what, "loading dump.sql");
    if (progress.done > 0) stop.request_stop();
  };
  std::string text = "CREATE TABLE t(a);";
  for (int row = 0; row < 1000; ++row) text += "INSERT INTO t VALUES(1);";

  const auto summary = load(text, work);

  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::cancelled);
}

TEST_F(LoadDump, ReadsAFileInPieces) {
  std::string text = "CREATE TABLE t(a TEXT);\n";
  for (int row = 0; row < 300; ++row) {
    text += "INSERT INTO t VALUES('" + std::string(1000, 'x') + "');\n";
  }
  const auto chunks = chunks_of_file(directory_.write("dump.sql", text));
  ASSERT_TRUE(chunks);
  const auto scratch = test::scratch_of(directory_ / "new.db");

  const auto summary = load_dump({*chunks, "dump.sql", text.size()}, *scratch, {});

  ASSERT_TRUE(summary) << describe(summary.error());
  EXPECT_EQ(summary->rows, 300U);
}

TEST_F(LoadDump, LeavesOutWhatD1KeepsForItself) {
  test::RawDatabase(directory_ / "new.db").run("CREATE TABLE t(a)");
  auto writer = sqlite::open_writer(
      directory_ / "new.db", sqlite::Creation::must_exist, {.dialect = d1::Dialect::d1_local});
  ASSERT_TRUE(writer);
  const std::string text =
      "PRAGMA user_version=7; CREATE TABLE _cf_KV(k); INSERT INTO _cf_KV VALUES(1);"
      "INSERT INTO t VALUES('" +
      std::string(150'000, 'x') + "');";

  const auto summary = import_dump(
      {one_byte_at_a_time(text), "dump.sql", 0}, **writer, {.is_d1 = true, .approve = {}}, {});

  ASSERT_TRUE(summary) << describe(summary.error());
  EXPECT_THAT(rows("SELECT length(a) FROM t"), ElementsAre("int 150000"));
  EXPECT_THAT(rows("PRAGMA user_version"), ElementsAre("int 0"));
  EXPECT_THAT(summary->notes,
              ElementsAre(HasSubstr("PRAGMA user_version was left out"), HasSubstr("_cf_")));
}

TEST(ChunksOfFile, ThatCannotBeReadAreAnError) {
  const test::TemporaryDirectory directory;

  EXPECT_EQ(chunks_of_file(directory / "missing.sql").error().code, ErrorCode::not_found);
  EXPECT_FALSE(chunks_of_file(directory.path()));
}

}  // namespace
}  // namespace d1mcp::transfer
