#include "transfer/csv_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "support/temporary_directory.hpp"
#include "unit/transfer/raw_database.hpp"

namespace d1mcp::transfer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Csv : public ::testing::Test {
 protected:
  void build(const std::string& sql) { test::RawDatabase(directory_ / "a.db").run(sql); }

  Result<RowExportSummary> write(const RowSource& source) {
    const auto reader = test::reader_of(directory_ / "a.db");
    MemorySink sink(1'000'000);
    auto summary = write_csv(*reader, source, sink, {});
    text_ = sink.take();
    return summary;
  }

  RowExportSummary write_table(const std::string& table) {
    auto summary = write({.table = table, .sql = {}, .parameters = {}});
    EXPECT_TRUE(summary) << describe(summary.error());
    return summary ? *summary : RowExportSummary{};
  }

  test::TemporaryDirectory directory_;
  std::string text_;
};

TEST_F(Csv, HasAHeaderAndALineForEachRow) {
  build("CREATE TABLE t(id INTEGER, name TEXT); INSERT INTO t VALUES(1,'Ada'),(2,'Grace')");

  const RowExportSummary summary = write_table("T");

  EXPECT_EQ(text_, "id,name\r\n1,Ada\r\n2,Grace\r\n");
  EXPECT_EQ(summary.rows, 2U);
  EXPECT_EQ(summary.bytes, text_.size());
  EXPECT_THAT(summary.notes, IsEmpty());
}

TEST_F(Csv, TellsNullFromEmptyText) {
  build("CREATE TABLE t(a, b, c); INSERT INTO t VALUES(NULL,'',NULL),('',NULL,'NULL')");

  write_table("t");

  EXPECT_EQ(text_, "a,b,c\r\n,\"\",\r\n\"\",,NULL\r\n");
}

TEST_F(Csv, QuotesWhatNeedsQuotes) {
  build(
      "CREATE TABLE t(\"a,b\", \"c\"\"d\", \"\");"
      "INSERT INTO t VALUES('x,y','say \"hi\"','line' || char(10) || 'feed'),"
      "('cr' || char(13),' space','space '),('a''b','in side','tab' || char(9))");

  write_table("t");

  EXPECT_EQ(text_,
            "\"a,b\",\"c\"\"d\",\"\"\r\n"
            "\"x,y\",\"say \"\"hi\"\"\",\"line\nfeed\"\r\n"
            "\"cr\r\",\" space\",\"space \"\r\n"
            "a'b,in side,tab\t\r\n");
}

TEST_F(Csv, WritesNumbersInBlobColumnsSoThatTheyAreNoBase64) {
  build(
      "CREATE TABLE t(b BLOB, u); INSERT INTO t VALUES(1234,1234),(7,7),(1e23,1e23),(9e999,9e999)");

  const RowExportSummary summary = write_table("t");

  EXPECT_EQ(text_, "b,u\r\n01234,1234\r\n7,7\r\n1e+23,1e+23\r\n+Infinity,Infinity\r\n");
  EXPECT_THAT(summary.notes, IsEmpty());
}

TEST_F(Csv, WritesNumbersExactly) {
  build("CREATE TABLE t(a, b); INSERT INTO t VALUES(9223372036854775807,1.0),(-1,0.1),(0,-9e999)");

  write_table("t");

  EXPECT_EQ(text_, "a,b\r\n9223372036854775807,1.0\r\n-1,0.1\r\n0,-Infinity\r\n");
}

TEST_F(Csv, WritesBlobsAsBase64AndSaysSo) {
  build("CREATE TABLE t(a, b); INSERT INTO t VALUES(x'00ff','AP8=')");

  const RowExportSummary summary = write_table("t");

  EXPECT_EQ(text_, "a,b\r\nAP8=,AP8=\r\n");
  EXPECT_THAT(summary.notes, ElementsAre("column \"a\" holds BLOBs, written as base64"));
}

TEST_F(Csv, KeepsTextThatIsNoUtf8AndSaysSo) {
  build("CREATE TABLE t(a, b); INSERT INTO t VALUES('x',CAST(x'e9' AS TEXT))");

  const RowExportSummary summary = write_table("t");

  EXPECT_EQ(text_, "a,b\r\nx,\xE9\r\n");
  EXPECT_THAT(
      summary.notes,
      ElementsAre("column \"b\" holds text that is not valid UTF-8, written byte for byte"));
}

TEST_F(Csv, OfAnEmptyTableIsItsHeader) {
  build("CREATE TABLE t(a, b)");

  write_table("t");

  EXPECT_EQ(text_, "a,b\r\n");
}

TEST_F(Csv, WritesViews) {
  build("CREATE TABLE t(a); INSERT INTO t VALUES(1); CREATE VIEW v AS SELECT a + 1 AS b FROM t");

  write_table("v");

  EXPECT_EQ(text_, "b\r\n2\r\n");
}

TEST_F(Csv, WritesTheResultOfAQuery) {
  build("CREATE TABLE t(a); INSERT INTO t VALUES(1),(2),(3)");

  const auto summary = write({.table = {},
                              .sql = "SELECT a AS x, a AS x FROM t WHERE a > ? ORDER BY a DESC",
                              .parameters = {.positional = {std::int64_t{1}}, .named = {}}});

  ASSERT_TRUE(summary);
  EXPECT_EQ(text_, "x,x\r\n3,3\r\n2,2\r\n");
}

TEST_F(Csv, OfAnUnknownTableSuggestsTheNearest) {
  build("CREATE TABLE customers(a)");

  const auto summary = write({.table = "custmers", .sql = {}, .parameters = {}});

  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::not_found);
  EXPECT_THAT(summary.error().hint, HasSubstr("customers"));
}

TEST_F(Csv, NeedsEitherATableOrAQuery) {
  build("CREATE TABLE t(a)");

  EXPECT_EQ(write({}).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(write({.table = "t", .sql = "SELECT 1", .parameters = {}}).error().code,
            ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace d1mcp::transfer
