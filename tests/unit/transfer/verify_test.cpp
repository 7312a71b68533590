#include "transfer/verify.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stop_token>
#include <string>
#include <string_view>

#include "support/temporary_directory.hpp"
#include "transfer/dump_writer.hpp"
#include "unit/transfer/dump_text.hpp"
#include "unit/transfer/raw_database.hpp"

namespace d1mcp::transfer {
namespace {

using test::RawDatabase;
using ::testing::HasSubstr;

using Contents = Result<std::vector<TableContent>>;

class Verify : public ::testing::Test {
 protected:
  void build(const std::string& script) { RawDatabase(directory_ / "a.db").run(script); }

  std::string dump(const ExportSelection& selection = {}) {
    const auto reader = test::reader_of(directory_ / "a.db");
    MemorySink sink(1'000'000'000);
    const auto summary = write_dump(*reader, selection, sink, {});
    EXPECT_TRUE(summary) << describe(summary.error());
    return sink.take();
  }

  Contents verified(std::string text,
                    const ExportSelection& selection = {},
                    const Work& work = {}) {
    const auto reader = test::reader_of(directory_ / "a.db");
    const auto scratch = test::scratch_of(directory_ / "scratch.db");
    return verify_dump(*reader, selection, test::dump_of(std::move(text)), *scratch, work);
  }

  /// What is said of the dump once `from`, which is in it, has become `to`.
  std::string said_of(std::string_view from, std::string_view to) {
    std::string text = dump();
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << text;
    if (at == std::string::npos) return {};
    std::filesystem::remove(directory_ / "scratch.db");
    return message_of(verified(text.replace(at, from.size(), to)));
  }

  /// What is said of a copy of the database that `script` has changed.
  std::string said_of_copy(const std::string& script) {
    const auto reader = test::reader_of(directory_ / "a.db");
    std::filesystem::remove(directory_ / "copy.db");
    directory_.write("copy.db", "");
    EXPECT_TRUE(reader->copy_into(directory_ / "copy.db", {}));
    RawDatabase(directory_ / "copy.db").run(script);
    return message_of(verify_copy(*reader, *test::reader_of(directory_ / "copy.db"), {}));
  }

  static std::string message_of(const Contents& outcome) {
    if (outcome) return "equal";
    EXPECT_EQ(outcome.error().code, ErrorCode::io_error);
    return outcome.error().message;
  }

  test::TemporaryDirectory directory_;
};

TEST_F(Verify, GivesTheContentOfEachTable) {
  build(
      "CREATE TABLE t(id INTEGER PRIMARY KEY, a); INSERT INTO t VALUES(1,'x'),(2,NULL);"
      "CREATE TABLE empty(a)");

  const Contents contents = verified(dump());

  ASSERT_TRUE(contents) << describe(contents.error());
  EXPECT_EQ(test::rows_of(*contents),
            (std::vector<TableRows>{{.table = "t", .rows = 2}, {.table = "empty", .rows = 0}}));
  EXPECT_NE(contents->at(0).content.sha256, contents->at(1).content.sha256);
}

TEST_F(Verify, NamesTheFirstRowAndColumnThatDiffer) {
  build(
      "CREATE TABLE same(a); INSERT INTO same VALUES(1); CREATE TABLE t(id INTEGER PRIMARY KEY, "
      "a, b); WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000)"
      " INSERT INTO t SELECT x * 10, x, 'row ' || x || '.' FROM n");

  EXPECT_THAT(said_of("'row 3141.'", "'row 3l4l.'"),
              HasSubstr("table \"t\": row 3141 (\"id\" 31410) differs in column \"b\""));
  EXPECT_THAT(said_of("(10,1,'row 1.')", "(10,'1','row 1.')"),
              HasSubstr("row 1 (\"id\" 10) differs in column \"a\""));
  EXPECT_THAT(said_of(",\n(50000,5000,'row 5000.')", ""),
              HasSubstr("row 5000 (\"id\" 50000) is missing"));
  EXPECT_THAT(said_of("(50000,5000,'row 5000.')", "(50000,5000,'row 5000.'),(50001,1,1)"),
              HasSubstr("row 5001 (\"id\" 50001) is not in the database"));
}

TEST_F(Verify, LooksAtRowidsAndSignsOfZero) {
  build(
      "CREATE TABLE t(a); INSERT INTO t(rowid, a) VALUES(7,'x');"
      "CREATE TABLE z(a); INSERT INTO z VALUES(-0.0)");

  EXPECT_THAT(said_of("(7,'x')", "(8,'x')"), HasSubstr("differs in column \"rowid\""));
  EXPECT_THAT(said_of("-0.0", "0.0"), HasSubstr("table \"z\": row 1"));
}

TEST_F(Verify, NamesTheObjectThatDiffers) {
  build(
      "CREATE TABLE t(a, b); CREATE INDEX i ON t(a); CREATE VIEW v AS SELECT a FROM t;"
      "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END");

  EXPECT_THAT(said_of("CREATE INDEX i ON t(a);", ""), HasSubstr("index \"i\" is missing"));
  EXPECT_THAT(said_of("ON t(a)", "ON t(b)"), HasSubstr("the definition of index \"i\" differs"));
  EXPECT_THAT(said_of("SELECT 1;", "SELECT 2;"), HasSubstr("trigger \"g\" differs"));
  EXPECT_THAT(said_of("CREATE INDEX", "CREATE INDEX more ON t(b); CREATE INDEX"),
              HasSubstr("index \"more\" is not in the database"));
}

TEST_F(Verify, LooksAtCounters) {
  build(
      "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO t VALUES(41);"
      "DELETE FROM t");

  EXPECT_THAT(said_of("('t',41)", "('t',40)"),
              HasSubstr("the AUTOINCREMENT counter of \"t\": row 1"));
}

TEST_F(Verify, LooksIntoVirtualTables) {
  build(
      "CREATE VIRTUAL TABLE f USING fts5(a); INSERT INTO f(rowid, a) VALUES(3,'one fish');"
      "INSERT INTO f(f, rank) VALUES('automerge', 8);"
      "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1); INSERT INTO r VALUES(5,1,2),(4,2,3)");

  EXPECT_TRUE(verified(dump()));

  EXPECT_THAT(said_of("one fish", "two fish"), HasSubstr("table \"f\": row 1 (\"rowid\" 3)"));
  EXPECT_THAT(said_of("'automerge',8", "'automerge',4"), HasSubstr("automerge"));
  EXPECT_THAT(said_of("(5,1", "(5,0"), HasSubstr("table \"r\": row 2 (\"id\" 5)"));
}

TEST_F(Verify, OfASelectionLooksAtNothingElse) {
  build("CREATE TABLE t(a); INSERT INTO t VALUES(1); CREATE TABLE u(a); CREATE INDEX i ON u(a)");
  const ExportSelection one{.tables = {"T"}};
  const ExportSelection definitions{.tables = {}, .schema = true, .data = false};

  const Contents of_one = verified(dump(one), one);
  std::filesystem::remove(directory_ / "scratch.db");
  const Contents of_definitions = verified(dump(definitions), definitions);

  ASSERT_TRUE(of_one) << describe(of_one.error());
  EXPECT_EQ(of_one->size(), 1U);
  ASSERT_TRUE(of_definitions) << describe(of_definitions.error());
  EXPECT_TRUE(of_definitions->empty());
}

TEST_F(Verify, SaysWhereADumpCannotBeLoaded) {
  build("CREATE TABLE t(a)");

  const Contents contents = verified(dump() + "INSERT INTO gone VALUES(1);");

  ASSERT_FALSE(contents);
  EXPECT_THAT(contents.error().message, HasSubstr("loading what was written: "));
  ASSERT_TRUE(contents.error().place);
  EXPECT_EQ(contents.error().place->line, 3U);
}

TEST_F(Verify, RefusesWhatUtf16Orders) {
  build("PRAGMA encoding='UTF-16le'; CREATE TABLE t(a PRIMARY KEY) WITHOUT ROWID");

  const Contents contents = verified(dump());

  ASSERT_FALSE(contents);
  EXPECT_EQ(contents.error().code, ErrorCode::unsupported);
}

TEST_F(Verify, EndsWhenItIsCancelled) {
  build(
      "CREATE TABLE t(a); WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE "
      "x < 5000) INSERT INTO t SELECT x FROM n");
  std::stop_source stop;
  Work work;
  work.stop = stop.get_token();
  work.listener = [&](const Progress& progress) {
    if (progress.what == "verifying table \"t\"") stop.request_stop();
  };

  const Contents contents = verified(dump(), {}, work);

  ASSERT_FALSE(contents);
  EXPECT_EQ(contents.error().code, ErrorCode::cancelled);
}

TEST_F(Verify, OfACopyLooksAtItsRowsAndPages) {
  build("CREATE TABLE t(id INTEGER PRIMARY KEY, a); INSERT INTO t VALUES(1,'x'),(2,NULL)");

  EXPECT_EQ(said_of_copy(""), "equal");
  EXPECT_THAT(said_of_copy("UPDATE t SET a = 'y' WHERE id = 2"),
              HasSubstr("row 2 (\"id\" 2) differs in column \"a\""));
  EXPECT_THAT(said_of_copy("PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = "
                           "'CREATE TABLE t(id INTEGER PRIMARY KEY, a NOT NULL)'"),
              HasSubstr("damaged: NULL value in t.a"));
}

}  // namespace
}  // namespace d1mcp::transfer
