#include "transfer/json_lines_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "support/temporary_directory.hpp"
#include "unit/transfer/raw_database.hpp"

namespace d1mcp::transfer {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class JsonLines : public ::testing::Test {
 protected:
  RowExportSummary write(const RowSource& source) {
    const auto reader = test::reader_of(directory_ / "a.db");
    MemorySink sink(1'000'000);
    const auto summary = write_json_lines(*reader, source, sink, {});
    EXPECT_TRUE(summary) << describe(summary.error());
    text_ = sink.take();
    return summary ? *summary : RowExportSummary{};
  }

  RowExportSummary write_query(const std::string& sql) {
    test::RawDatabase(directory_ / "a.db").run("CREATE TABLE IF NOT EXISTS t(a)");
    return write({.table = {}, .sql = sql, .parameters = {}});
  }

  test::TemporaryDirectory directory_;
  std::string text_;
};

TEST_F(JsonLines, AreOneObjectARow) {
  test::RawDatabase(directory_ / "a.db")
      .run("CREATE TABLE t(id, name, data); INSERT INTO t VALUES(1,'Ada',x'00'),(2,NULL,1.5)");

  const RowExportSummary summary = write({.table = "t", .sql = {}, .parameters = {}});

  EXPECT_EQ(text_,
            "{\"id\":1,\"name\":\"Ada\",\"data\":{\"$blob\":\"AA==\",\"bytes\":1}}\n"
            "{\"id\":2,\"name\":null,\"data\":1.5}\n");
  EXPECT_EQ(summary.rows, 2U);
  EXPECT_EQ(summary.bytes, text_.size());
  EXPECT_THAT(summary.notes, IsEmpty());
}

TEST_F(JsonLines, GiveEveryColumnANameOfItsOwn) {
  const RowExportSummary summary = write_query("SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a");

  EXPECT_EQ(text_, "{\"a\":1,\"a_3\":2,\"a_2\":3,\"a_4\":4}\n");
  EXPECT_THAT(
      summary.notes,
      ElementsAre("column names that repeat or are not valid UTF-8 were changed: a_3, a_4"));
}

TEST_F(JsonLines, EscapeColumnNames) {
  write_query("SELECT 1 AS \"say \"\"hi\"\"\"");

  EXPECT_EQ(text_, "{\"say \\\"hi\\\"\":1}\n");
}

TEST_F(JsonLines, OfNoRowsAreEmpty) {
  EXPECT_EQ(write_query("SELECT 1 WHERE 0").rows, 0U);
  EXPECT_EQ(text_, "");
}

}  // namespace
}  // namespace d1mcp::transfer
