#include "transfer/insert_rows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/temporary_directory.hpp"
#include "transfer/dump_reader.hpp"
#include "unit/transfer/dump_text.hpp"
#include "unit/transfer/raw_database.hpp"

namespace d1mcp::transfer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

sql::Statement statement_of(std::string text) {
  return {.text = std::move(text), .start = {.offset = 0, .line = 7, .column = 3}, .number = 2};
}

std::vector<sql::Statement> rows_of(const std::string& text) {
  sql::Statement statement = statement_of(text);
  InsertRows rows;
  std::vector<sql::Statement> given;
  if (!rows.take(statement)) return given;
  while (auto row = rows.next()) given.push_back(std::move(*row));
  return given;
}

sql::Value value_of(const std::string& constant) {
  const auto rows = rows_of("INSERT INTO t VALUES(" + constant + ")");
  return rows.size() == 1 && rows[0].values.size() == 1 ? rows[0].values[0]
                                                        : sql::Value("not a constant");
}

TEST(InsertRows, GivesEachRowAsAnInsertWithItsValues) {
  const auto rows =
      rows_of("INSERT OR IGNORE INTO \"a b\".[t] (x, \"y\") VALUES\n(1,'one'), (NULL , 'two')");

  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].text, "INSERT OR IGNORE INTO \"a b\".[t] (x, \"y\") VALUES(?,?)");
  EXPECT_EQ(rows[1].text, rows[0].text);
  EXPECT_THAT(rows[0].values, ElementsAre(sql::Value(std::int64_t{1}), sql::Value("one")));
  EXPECT_THAT(rows[1].values, ElementsAre(sql::Value(), sql::Value("two")));
}

TEST(InsertRows, ReadsEveryConstantOfDumps) {
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();

  EXPECT_EQ(value_of("'it''s'"), sql::Value("it's"));
  EXPECT_EQ(value_of("''"), sql::Value(""));
  EXPECT_EQ(value_of("X'00fF'"), sql::Value(sql::Blob{std::string("\0\xFF", 2)}));
  EXPECT_EQ(value_of("-9223372036854775808"), sql::Value(kLeast));
  EXPECT_EQ(value_of("replace('a\\nb','\\n',char(10))"), sql::Value("a\nb"));
  EXPECT_EQ(value_of("replace(replace('a\\r\\nb','\\n',char(10)),'\\r',char(13))"),
            sql::Value("a\r\nb"));
  EXPECT_EQ(value_of("unistr('a\\u000ab')"), sql::Value("a\nb"));
  EXPECT_EQ(value_of("CAST(X'6100' AS TEXT)"), sql::Value(std::string("a\0", 2)));
  EXPECT_EQ(value_of("Infinity"), sql::Value(kInfinity));
  EXPECT_EQ(value_of("-Infinity"), sql::Value(-kInfinity));
  EXPECT_EQ(value_of("true"), sql::Value(std::int64_t{1}));
  EXPECT_EQ(value_of("null"), sql::Value());
}

TEST(InsertRows, LeavesDecimalsToSqlite) {
  const auto rows = rows_of("INSERT INTO t VALUES(0.1,9223372036854775808,-1e5,2)");

  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].text,
            "INSERT INTO t VALUES(CAST(? AS REAL),CAST(? AS REAL),CAST(? AS REAL),?)");
  EXPECT_THAT(rows[0].values,
              ElementsAre(sql::Value("0.1"),
                          sql::Value("9223372036854775808"),
                          sql::Value("-1e5"),
                          sql::Value(std::int64_t{2})));
}

TEST(InsertRows, GivesTheRestAsItIsWhereARowHoldsMore) {
  const auto rows = rows_of("INSERT INTO t VALUES(1),(1+1),(3)");

  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].text, "INSERT INTO t VALUES(1+1),(3)");
  EXPECT_THAT(rows[1].values, IsEmpty());
}

TEST(InsertRows, GivesWhatIsNotJustRowsAsItIs) {
  for (const char* tail : {"(1) RETURNING a",
                           "(1) ON CONFLICT DO NOTHING",
                           "(0x10)",
                           "(1_0)",
                           "(+1)",
                           "(\"a\")",
                           "(1,)",
                           "(1),",
                           "(1) (2)",
                           "(?)",
                           "((1))",
                           "(x'0')"}) {
    const std::string text = "INSERT INTO t VALUES" + std::string(tail);

    const auto rows = rows_of(text);

    ASSERT_FALSE(rows.empty()) << text;
    EXPECT_THAT(rows.back().values, IsEmpty()) << text;
  }
}

TEST(InsertRows, LeavesOtherStatementsAlone) {
  for (const char* text : {"INSERT INTO t SELECT 1",
                           "INSERT INTO t DEFAULT VALUES",
                           "UPDATE t SET a = 1",
                           "INSERT INTO t VALUES",
                           "INSERT INTO t AS u VALUES(1)",
                           "SELECT 'VALUES(1)'"}) {
    EXPECT_THAT(rows_of(text), IsEmpty()) << text;
  }
}

// What SQLite makes of the text itself is what has to come out.
/// A script behind its first statement, INSERT INTO t VALUES(1), whose row was given.
class BehindTheFirst {
 public:
  explicit BehindTheFirst(const std::string& rest)
      : script_([text = "INSERT INTO t VALUES(1);" + rest]() mutable -> Result<std::string> {
          return std::exchange(text, "");
        }) {
    sql::Statement first = script_.next().value().value();
    EXPECT_TRUE(rows_.take(first));
    EXPECT_TRUE(rows_.next().has_value());
    EXPECT_FALSE(rows_.next().has_value());
  }

  std::optional<sql::Statement> row() { return rows_.next_in(script_); }
  std::optional<sql::Statement> statement() { return script_.next().value(); }

 private:
  sql::Splitter script_;
  InsertRows rows_;
};

TEST(InsertRows, PassOverStatementsOfOneRow) {
  BehindTheFirst script(
      "\n INSERT INTO t VALUES ('a;''b',-2);INSERT INTO t VALUES(3),(4);\r\nSELECT 1");

  const auto row = script.row();

  ASSERT_TRUE(row.has_value());
  EXPECT_EQ(row->text, "INSERT INTO t VALUES(?,?)");
  EXPECT_THAT(row->values, ElementsAre(sql::Value("a;'b"), sql::Value(std::int64_t{-2})));
  EXPECT_EQ(row->number, 2U);
  EXPECT_EQ(row->start.line, 2U);
  EXPECT_EQ(row->start.column, 2U);
  EXPECT_FALSE(script.row().has_value());
  EXPECT_EQ(script.statement()->text, "INSERT INTO t VALUES(3),(4)");
  const auto last = script.statement();
  EXPECT_EQ(last->number, 4U);
  EXPECT_EQ(last->start.line, 3U);
}

TEST(InsertRows, LeaveEveryOtherStatementToTheScript) {
  for (const std::string text : {"INSERT INTO u VALUES(2);",
                                 "INSERT INTO t VALUES(2)",
                                 "INSERT INTO t VALUES(2) ;",
                                 "INSERT INTO t VALUES(2) RETURNING *;",
                                 "INSERT INTO t VALUES(abs(2));",
                                 "/**/INSERT INTO t VALUES(2);"}) {
    BehindTheFirst script(text);

    EXPECT_FALSE(script.row().has_value()) << text;
    EXPECT_TRUE(script.statement().has_value()) << text;
  }
  EXPECT_FALSE(BehindTheFirst("").row().has_value());
  EXPECT_FALSE(BehindTheFirst(std::string("INSERT INTO t VALUES('a\0b');", 29)).row().has_value());
}

TEST(InsertRows, StoreWhatTheStatementWouldHaveStored) {
  const std::string script =
      "CREATE TABLE t(i INTEGER, r REAL, n NUMERIC, s TEXT, b BLOB, u);"
      "INSERT INTO t VALUES(1,1,1,1,1,1),(1.0,1.0,1.0,1.0,1.0,1.0),('1','1','1','1','1','1');"
      "INSERT INTO t VALUES(-0.0,-0.0,-0.0,-0.0,-0.0,-0.0),(9e999,-9e999,9e999,9e999,9e999,9e999);"
      "INSERT INTO t VALUES(9223372036854775807,9223372036854775808,-9223372036854775808,"
      "-9223372036854775809,12345678901234567890123,0);"
      "INSERT INTO t VALUES(0.1,0.30000000000000004,2.2250738585072014e-308,1e23,5e-324,.5),"
      "(NULL,X'',X'61',x'61',X'00','a\nb'),(5.,'0x10','1e3',' 1','1 ',1.5e+3);"
      "INSERT INTO t VALUES(5,2,1.5,'x',X'ff',-7) , ( 22.23679599593431,1,1,1,1,1 ) /* c */ ;";
  const test::TemporaryDirectory directory;
  test::RawDatabase expected(directory / "raw.db");
  expected.run(script);
  const auto scratch = test::scratch_of(directory / "new.db");

  const auto summary = load_dump(test::dump_of(script), *scratch, {});

  ASSERT_TRUE(summary) << describe(summary.error());
  EXPECT_EQ(summary->rows, 11U);
  EXPECT_EQ(test::RawDatabase(directory / "new.db").rows("SELECT * FROM t ORDER BY rowid"),
            expected.rows("SELECT * FROM t ORDER BY rowid"));
}

TEST(InsertRows, HaveThePlaceOfTheirRowInErrors) {
  const test::TemporaryDirectory directory;
  const auto scratch = test::scratch_of(directory / "new.db");

  const auto summary = load_dump(
      test::dump_of("CREATE TABLE t(a UNIQUE);\nINSERT INTO t VALUES\n(1),\n(2),\n  (1);"),
      *scratch,
      {});

  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::constraint);
  EXPECT_EQ(summary.error().place,
            (Place{.file = "dump.sql", .line = 5, .column = 3, .statement = 2}));
}

TEST(InsertRows, LeavePlacesAloneThatAreExact) {
  const test::TemporaryDirectory directory;
  const auto place_in = [&](const std::string& text) {
    const auto scratch = test::scratch_of(directory / "new.db");
    const auto summary = load_dump(test::dump_of(text), *scratch, {});
    return summary ? Place{} : summary.error().place.value_or(Place{});
  };

  EXPECT_EQ(place_in("CREATE TABL t(a);"),
            (Place{.file = "dump.sql", .line = 1, .column = 8, .statement = 1}));
  EXPECT_EQ(place_in("CREATE TABLE t(a);\nINSERT INTO t VALUES(1),\n(2),(b);"),
            (Place{.file = "dump.sql", .line = 3, .column = 5, .statement = 2}));
}

TEST(InsertRows, TellWhatWranglerMayHaveChanged) {
  const test::TemporaryDirectory directory;
  const std::string rows =
      "CREATE TABLE t(a, b);INSERT INTO t VALUES(9007199254740992,'x');"
      "INSERT INTO t VALUES(9223372036854776000,replace('a\\nb','\\n',char(10)));";
  const auto notes_of = [&](const std::string& name, const std::string& script) {
    const auto scratch = test::scratch_of(directory / name);
    const auto summary = load_dump(test::dump_of(script), *scratch, {});
    return summary ? summary->notes : std::vector{describe(summary.error())};
  };

  EXPECT_THAT(
      notes_of("a.db", "PRAGMA defer_foreign_keys=TRUE;" + rows),
      ElementsAre(HasSubstr("2 integers of 2^53 and more"), HasSubstr("1 text with line ends")));
  EXPECT_THAT(notes_of("b.db", "PRAGMA foreign_keys=OFF;" + rows), IsEmpty());
}

}  // namespace
}  // namespace d1mcp::transfer
