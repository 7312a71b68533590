#include "transfer/row_import.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "sqlite/database.hpp"
#include "support/temporary_directory.hpp"
#include "transfer/csv_writer.hpp"
#include "transfer/destination.hpp"
#include "transfer/json_lines_writer.hpp"
#include "unit/transfer/raw_database.hpp"

namespace d1mcp::transfer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

InputText bytes_one_by_one(std::string text) {
  return {.chunks = [text = std::move(text), at = std::size_t{0}]() mutable -> Result<std::string> {
            return at == text.size() ? std::string() : std::string(1, text[at++]);
          },
          .name = "rows.txt"};
}

class ImportRows : public ::testing::Test {
 protected:
  ImportRows() {
    raw().run("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'nobody', v);");
  }

  test::RawDatabase raw() { return test::RawDatabase(directory_ / "a.db"); }

  Result<ImportSummary> import(const std::string& text, RowTarget target, const Work& work = {}) {
    if (target.table.empty()) target.table = "t";
    auto writer = sqlite::open_writer(directory_ / "a.db", sqlite::Creation::must_exist, {});
    EXPECT_TRUE(writer);
    return import_rows(bytes_one_by_one(text), target, **writer, {}, work);
  }

  Result<ImportSummary> csv(const std::string& text, OnConflict on_conflict = OnConflict::fail) {
    return import(text, {.table = {}, .format = RowFileFormat::csv, .on_conflict = on_conflict});
  }

  Result<ImportSummary> json(const std::string& text) {
    return import(text, {.table = {}, .format = RowFileFormat::json_lines});
  }

  Error error_of(const Result<ImportSummary>& summary) {
    EXPECT_FALSE(summary);
    return summary ? Error{} : summary.error();
  }

  std::vector<std::string> rows() { return raw().rows("SELECT * FROM t ORDER BY 1"); }

  test::TemporaryDirectory directory_;
};

TEST_F(ImportRows, MapsTheHeaderOfCsvToColumns) {
  const auto summary = csv("\xEF\xBB\xBFv,ID,name\r\n1.5,7,\"a \"\"b\"\",\r\nc\"\n,8,\"\"\n");

  ASSERT_TRUE(summary) << describe(summary.error());
  EXPECT_THAT(rows(),
              ElementsAre("int 7 | text hex 61202262222c0d0a63 | real 000000000000f83f",
                          "int 8 | text  | null"));
  EXPECT_THAT(summary->tables, ElementsAre(TableRows{"t", 2}));
}

TEST_F(ImportRows, TakesWhatAJsonObjectLeavesOutFromTheDefaults) {
  const auto summary = json(
      "{\"id\":1}\n\n{\"V\":[1, {\"a\":2}],\"id\":2,\"name\":\"\\ud83d\\ude80\\u0000\"}\r\n"
      "{\"id\":3,\"v\":{\"$int\":\"9223372036854775807\"}}");

  ASSERT_TRUE(summary) << describe(summary.error());
  EXPECT_THAT(raw().rows("SELECT id, hex(name), v FROM t"),
              ElementsAre("int 1 | text 6E6F626F6479 | null",
                          "int 2 | text F09F9A8000 | text [1, {\"a\":2}]",
                          "int 3 | text 6E6F626F6479 | int 9223372036854775807"));
}

TEST_F(ImportRows, NamesTheNearestColumn) {
  const Error in_csv = error_of(csv("id,nmae\n1,x\n"));
  const Error in_json = error_of(json("{\"id\":1}\n{\"nmae\":\"x\"}\n"));

  EXPECT_EQ(in_csv.hint, "did you mean name?");
  EXPECT_EQ(in_csv.place, (Place{.file = "rows.txt", .line = 1, .column = 4, .statement = 0}));
  EXPECT_EQ(in_json.hint, "did you mean name?");
  EXPECT_EQ(in_json.place->line, 2U);
  EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(ImportRows, SaysWhereTheTextIsWrong) {
  struct Case {
    std::string text;
    std::uint32_t line;
    std::uint32_t column;
  };
  for (const Case& wrong : {Case{"", 1, 0},
                            Case{"id,name\n1,\"open\n", 2, 3},
                            Case{"id,name\n1,a\"b\n", 2, 4},
                            Case{"id,name\n1,\"a\"b\n", 2, 6},
                            Case{"id,name\n1,a\n2\n", 3, 0},
                            Case{"id,id\n", 1, 4}}) {
    const Error error = error_of(csv(wrong.text));
    ASSERT_TRUE(error.place) << wrong.text;
    EXPECT_EQ(error.place->line, wrong.line) << wrong.text;
    EXPECT_EQ(error.place->column, wrong.column) << wrong.text;
  }
  for (const Case& wrong : {Case{"[1]", 1, 1},
                            Case{"{\"id\":1}\n{\"id\":}", 2, 7},
                            Case{"{\"id\":01}", 1, 9},
                            Case{"{\"id\":9223372036854775808}", 1, 26},
                            Case{"{\"id\":1} x", 1, 10},
                            Case{"{\"name\":\"\\ud800\"}", 1, 16},
                            Case{"{\"v\":{\"$blob\":\"!\"}}", 1, 18},
                            Case{"{\"v\":{\"$cut\":\"x\"}}", 1, 13},
                            Case{"{\"name\":\"\xFF\"}", 1, 1},
                            Case{"{\"v\":[1,]}", 1, 9},
                            Case{"{\"id\":1,\"ID\":2}", 1, 0}}) {
    const Error error = error_of(json(wrong.text));
    ASSERT_TRUE(error.place) << wrong.text;
    EXPECT_EQ(error.place->line, wrong.line) << wrong.text;
    EXPECT_EQ(error.place->column, wrong.column) << wrong.text;
  }
  EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(ImportRows, SaysWhichRowBreaksAConstraint) {
  const Error error = error_of(csv("id,name\n1,a\n2,\n"));

  EXPECT_EQ(error.code, ErrorCode::constraint);
  EXPECT_THAT(error.message, HasSubstr("t.name"));
  EXPECT_EQ(error.place->line, 3U);
  EXPECT_EQ(error.place->file, "rows.txt");
  EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(ImportRows, DoesWithConflictsWhatItIsTold) {
  raw().run("INSERT INTO t VALUES(1,'old',NULL)");

  EXPECT_EQ(error_of(csv("id,name\n1,new\n")).code, ErrorCode::constraint);
  ASSERT_TRUE(csv("id,name\n1,new\n2,x\n", OnConflict::ignore));
  EXPECT_THAT(rows(), ElementsAre("int 1 | text old | null", "int 2 | text x | null"));
  ASSERT_TRUE(csv("id,name\n1,new\n", OnConflict::replace));
  EXPECT_THAT(rows(), ElementsAre("int 1 | text new | null", "int 2 | text x | null"));
}

TEST_F(ImportRows, HoldsForeignKeysAtTheEndOnly) {
  raw().run("CREATE TABLE node(id INTEGER PRIMARY KEY, up REFERENCES node(id));");
  const RowTarget nodes{.table = "node"};

  ASSERT_TRUE(import("id,up\n1,2\n2,\n", nodes));
  EXPECT_EQ(error_of(import("id,up\n3,9\n", nodes)).code, ErrorCode::constraint);
  EXPECT_THAT(raw().rows("SELECT id FROM node"), ElementsAre("int 1", "int 2"));
}

TEST_F(ImportRows, RefusesBytesThatAreNotBase64InABlobColumn) {
  raw().run("CREATE TABLE b(x BLOB);");

  const Error error = error_of(import("x\nAP8=\n\"text\"\n!\n", {.table = "b"}));

  EXPECT_THAT(error.message, HasSubstr("column \"x\" is BLOB"));
  EXPECT_EQ(error.place->line, 4U);
}

TEST_F(ImportRows, StopsWhenItIsCancelled) {
  std::stop_source stop;
  Work work;
  work.stop = stop.get_token();
  work.listener = [&](const Progress&) { stop.request_stop(); };

  const auto summary = import("id,name\n1,a\n", {.table = "t"}, work);

  EXPECT_EQ(error_of(summary).code, ErrorCode::cancelled);
  EXPECT_THAT(rows(), IsEmpty());
}

/// Exports a table and imports it into an empty one of the same definition.
class RowRoundTrip : public ImportRows {
 protected:
  using Writer = Result<RowExportSummary> (*)(sql::Connection&,
                                              const RowSource&,
                                              ByteSink&,
                                              const Work&);

  void expect_the_same(const std::string& columns,
                       const std::string& values,
                       Writer write,
                       RowFileFormat format) {
    raw().run("DROP TABLE IF EXISTS o; DROP TABLE IF EXISTS c; CREATE TABLE o(" + columns +
              "); CREATE TABLE c(" + columns + "); INSERT INTO o VALUES" + values);
    const auto reader = test::reader_of(directory_ / "a.db");
    MemorySink sink(1'000'000);
    ASSERT_TRUE(write(*reader, {.table = "o", .sql = {}, .parameters = {}}, sink, {}));

    const auto summary = import(sink.content(), {.table = "c", .format = format});

    ASSERT_TRUE(summary) << describe(summary.error()) << sink.content();
    EXPECT_EQ(raw().rows("SELECT * FROM c ORDER BY rowid"),
              raw().rows("SELECT * FROM o ORDER BY rowid"))
        << sink.content();
  }
};

TEST_F(RowRoundTrip, OfJsonLinesKeepsEveryValue) {
  expect_the_same(
      "i INTEGER, t TEXT, r REAL, b BLOB, u, g AS (i + 1)",
      "(1,'a',1.0,X'',NULL),(9223372036854775807,CAST(X'610062' AS TEXT),9e999,X'00ff','5'),"
      "(-9223372036854775808,'',-9e999,'text',5),(NULL,CAST(X'ff' AS TEXT),5e-324,7,5.0),"
      "(9007199254740993,'\"\\' || char(10,13,9,1,127,0x2028,0x1F680),0.1,X'24',''),"
      "('x','{\"$int\":\"1\"}',1e300,1.5,'null')",
      write_json_lines,
      RowFileFormat::json_lines);
}

TEST_F(RowRoundTrip, OfCsvKeepsValuesOfTheTypesOfTheirColumns) {
  expect_the_same(
      "i INTEGER, t TEXT, r REAL, b BLOB, u, n NUMERIC, g AS (i + 1)",
      "(1,'a',1.0,X'',NULL,1),(9223372036854775807,CAST(X'610062' AS TEXT),9e999,X'00ff','5',2.5),"
      "(-9223372036854775808,'',-9e999,'text',5,'x'),(NULL,CAST(X'ff' AS "
      "TEXT),5e-324,NULL,5.0,NULL),"
      "(9007199254740993,'a,\"b\"' || char(10,13,10,9),0.1,'AAAA','Infinity','Infinity'),"
      "('x',' 007 ',1e300,NULL,'','1 2'),(0,'007',-0.5,NULL,'1e5',1e20)",
      write_csv,
      RowFileFormat::csv);
}

TEST_F(RowRoundTrip, OfCsvKeepsNumbersInBlobColumns) {
  expect_the_same("b BLOB",
                  "(7),(1234),(-123),(12345678),(0),(1.5),(1e23),(1e300),(9e999),(-9e999),"
                  "(X'd76df8'),('1234'),(NULL)",
                  write_csv,
                  RowFileFormat::csv);
}

TEST_F(RowRoundTrip, OfOneColumnKeepsNulls) {
  expect_the_same("u", "(NULL),(''),(NULL)", write_csv, RowFileFormat::csv);
}

}  // namespace
}  // namespace d1mcp::transfer
