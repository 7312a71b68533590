#include "transfer/types_writer.hpp"

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
using ::testing::Not;

class Types : public ::testing::Test {
 protected:
  void build(const std::string& sql) { test::RawDatabase(directory_ / "a.db").run(sql); }

  Result<TypesSummary> write(const std::vector<std::string>& tables = {}) {
    const auto reader = test::reader_of(directory_ / "a.db");
    MemorySink sink(1'000'000);
    auto summary = write_types(*reader, tables, sink, {});
    text_ = sink.take();
    return summary;
  }

  // The members of an interface, with their line ends.
  std::string members(const std::string& name) {
    EXPECT_TRUE(write());
    const std::string opening = "export interface " + name + " {\n";
    const auto begin = text_.find(opening);
    if (begin == std::string::npos) return "there is no " + name + " in " + text_;
    const auto from = begin + opening.size();
    return text_.substr(from, text_.find("}\n", from) - from);
  }

  test::TemporaryDirectory directory_;
  std::string text_;
};

TEST_F(Types, FollowTheAffinityOfColumns) {
  build(
      "CREATE TABLE t(i BIGINT NOT NULL, r FLOAT NOT NULL, n DECIMAL(10,2) NOT NULL,"
      "b BOOLEAN NOT NULL, t VARCHAR(9) NOT NULL, x BLOB NOT NULL, d DATETIME NOT NULL,"
      "u NOT NULL)");

  EXPECT_EQ(members("T"),
            "  i: number;\n  r: number;\n  n: number;\n  b: number;\n  t: string;\n"
            "  x: number[];\n  d: number | string;\n  u: number | string | number[];\n");
  EXPECT_THAT(
      members("TInsert"),
      AllOf(HasSubstr("  x: D1BlobInput;\n"), HasSubstr("  u: number | string | D1BlobInput;\n")));
  EXPECT_THAT(text_, HasSubstr("export type D1BlobInput = "));
}

TEST_F(Types, HaveNullWhereSqliteLetsNullIn) {
  build(
      "CREATE TABLE alias(id INTEGER PRIMARY KEY, a TEXT);"
      "CREATE TABLE keyed(id TEXT PRIMARY KEY, n INT NOT NULL);"
      "CREATE TABLE descending(id INTEGER PRIMARY KEY DESC);"
      "CREATE TABLE composed(a INTEGER, b INTEGER, PRIMARY KEY(a, b));"
      "CREATE TABLE flat(a TEXT, b TEXT, c TEXT, PRIMARY KEY(a, b)) WITHOUT ROWID;"
      "CREATE TABLE exact(id TEXT PRIMARY KEY, x ANY, n INT) STRICT;");

  EXPECT_EQ(members("Alias"), "  id: number;\n  a: string | null;\n");
  EXPECT_EQ(members("Keyed"), "  id: string | null;\n  n: number;\n");
  EXPECT_EQ(members("Descending"), "  id: number | null;\n");
  EXPECT_EQ(members("Composed"), "  a: number | null;\n  b: number | null;\n");
  EXPECT_EQ(members("Flat"), "  a: string;\n  b: string;\n  c: string | null;\n");
  EXPECT_EQ(members("Exact"),
            "  id: string;\n  x: number | string | number[] | null;\n  n: number | null;\n");
}

TEST_F(Types, AreUnionsWhereAChecklistsTheValues) {
  build(
      "CREATE TABLE t(a TEXT NOT NULL CHECK(a IN ('x','y\"','x')), n INT CHECK(n IN (0,1,-2)),"
      "r REAL CHECK(r = 0.5 OR r IS NULL), mixed NUMERIC CHECK(mixed IN ('none', 3)),"
      "c TEXT, CHECK(c IN ('p') AND a <> c))");

  EXPECT_EQ(members("T"),
            "  a: \"x\" | \"y\\\"\";\n  n: 0 | 1 | -2 | null;\n  r: 0.5 | null;\n"
            "  mixed: \"none\" | 3 | null;\n  c: \"p\" | null;\n");
}

TEST_F(Types, AreNoUnionsWhereMoreThanTheListCanBeStored) {
  build(
      "CREATE TABLE t(a TEXT COLLATE NOCASE CHECK(a IN ('x')), n INT CHECK(n IN ('1','2')),"
      "s TEXT CHECK(s IN (1,2)), big INT CHECK(big IN (9007199254740993)))");

  EXPECT_EQ(members("T"),
            "  a: string | null;\n  n: number | null;\n  s: string | null;\n"
            "  big: number | null;\n");
}

TEST_F(Types, NameJsonColumns) {
  build("CREATE TABLE t(j TEXT NOT NULL CHECK(json_valid(j)), k JSON CHECK(json_valid(k)))");

  EXPECT_EQ(members("T"), "  j: JsonText;\n  k: number | JsonText | null;\n");
  EXPECT_THAT(text_, HasSubstr("export type JsonText = string;\n"));
}

TEST_F(Types, OfAnInsertLeaveOutWhatTheDatabaseMakes) {
  build(
      "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT NOT NULL, d TEXT NOT NULL DEFAULT 'x',"
      "e TEXT NOT NULL DEFAULT NULL, n TEXT, g INT AS (id * 2), s TEXT NOT NULL AS (a) STORED)");

  EXPECT_EQ(members("T"),
            "  id: number;\n  a: string;\n  d: string;\n  e: string;\n  n: string | null;\n"
            "  readonly g: number | null;\n  readonly s: string;\n");
  EXPECT_EQ(members("TInsert"),
            "  id?: number;\n  a: string;\n  d?: string;\n  e: string;\n  n?: string | null;\n");
}

TEST_F(Types, QuoteNamesThatNeedIt) {
  build(
      "CREATE TABLE \"a*/b\nc\"(\"2nd\" INT, \"a b\" INT, \"q\"\"\n\" INT, \"$ok_1\" INT, class "
      "INT)");

  EXPECT_EQ(members("ABC"),
            "  \"2nd\": number | null;\n  \"a b\": number | null;\n  \"q\\\"\\n\": number | null;\n"
            "  $ok_1: number | null;\n  class: number | null;\n");
  EXPECT_THAT(text_, HasSubstr("/** A row of table \"a /b c\". */\n"));
}

TEST_F(Types, OfViewsAreThoseOfTheirColumns) {
  build(
      "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
      "CREATE VIEW named AS SELECT name, max(name) AS most FROM t;"
      "CREATE VIEW broken AS SELECT gone FROM t;");

  EXPECT_EQ(members("Named"),
            "  name: string | null;\n  most: number | string | number[] | null;\n");
  EXPECT_THAT(text_, AllOf(Not(HasSubstr("NamedInsert")), Not(HasSubstr("Broken"))));
  const auto summary = write();
  EXPECT_THAT(summary->notes, ElementsAre("view \"broken\" does not compile and was left out"));
}

TEST_F(Types, LeaveOutWhatIsInternal) {
  build(
      "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT); CREATE TABLE _cf_KV(k);"
      "CREATE VIRTUAL TABLE words USING fts5(body);");

  EXPECT_EQ(members("Words"), "  body: number | string | number[] | null;\n");
  EXPECT_THAT(text_,
              AllOf(Not(HasSubstr("Sqlite")), Not(HasSubstr("CfKV")), Not(HasSubstr("WordsData"))));
}

TEST_F(Types, AreThoseOfTheChosenTablesUnderTheSameNames) {
  build("CREATE TABLE \"a b\"(x); CREATE TABLE a_b(y); CREATE TABLE c(z)");

  const auto summary = write({"A_B"});

  ASSERT_TRUE(summary) << describe(summary.error());
  EXPECT_EQ(summary->bytes, text_.size());
  EXPECT_THAT(text_,
              AllOf(HasSubstr("export interface AB2 {"),
                    Not(HasSubstr("export interface AB {")),
                    Not(HasSubstr("interface C "))));
  const auto unknown = write({"nowhere"});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
}

TEST_F(Types, OfNothingAreAModule) {
  build("CREATE TABLE t(a); DROP TABLE t");

  const auto summary = write();

  ASSERT_TRUE(summary) << describe(summary.error());
  EXPECT_THAT(text_, HasSubstr("\nexport {};\n"));
  EXPECT_THAT(summary->notes, IsEmpty());
}

}  // namespace
}  // namespace d1mcp::transfer
