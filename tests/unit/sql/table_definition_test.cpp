#include "sql/table_definition.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace d1mcp::sql {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string part_text(const ColumnDefinition& column) {
  return column.name + "|" + column.collation + "|" + column.generated_sql;
}

std::string part_text(const Check& check) {
  return check.constraint_name + "|" + check.column + "|" + check.expression;
}

std::string part_text(const ForeignKeyDefinition& key) {
  std::string text;
  for (const std::string& column : key.columns) text += column + ",";
  return text + "->" + key.parent + (key.deferred ? " deferred" : "");
}

std::string part_text(const IndexTerm& term) {
  return term.expression + "|" + term.collation + (term.descending ? "|desc" : "");
}

template <typename Part>
std::vector<std::string> part_texts(const std::vector<Part>& parts) {
  std::vector<std::string> texts;
  for (const Part& part : parts) texts.push_back(part_text(part));
  return texts;
}

std::vector<std::string> columns_of(std::string_view sql) {
  return part_texts(read_create_table(sql).columns);
}

std::vector<std::string> checks_of(std::string_view sql) {
  return part_texts(read_create_table(sql).checks);
}

std::vector<std::string> foreign_keys_of(std::string_view sql) {
  return part_texts(read_create_table(sql).foreign_keys);
}

TEST(TableDefinition, ColumnsMayHaveAnyNameAndAnyTypeOrNone) {
  EXPECT_THAT(
      columns_of(
          R"(CREATE TABLE t(plain, "quo""ted" INT, [br ack] VARCHAR(10), `tick` DECIMAL(10, 2),
                    'string' UNSIGNED BIG INT, größe "weird, type" NOT NULL, "check" TEXT, trigger))"),
      ElementsAre("plain||",
                  "quo\"ted||",
                  "br ack||",
                  "tick||",
                  "string||",
                  "größe||",
                  "check||",
                  "trigger||"));
}

TEST(TableDefinition, ColumnsEndWhereTableConstraintsBegin) {
  EXPECT_THAT(columns_of("CREATE TABLE t(a, b, PRIMARY KEY(a), UNIQUE(b))"),
              ElementsAre("a||", "b||"));
  EXPECT_THAT(columns_of("CREATE TABLE t(a, CONSTRAINT x CHECK(a), FOREIGN KEY(a) REFERENCES p)"),
              ElementsAre("a||"));
  EXPECT_THAT(columns_of(R"(CREATE TABLE t("constraint" INT, "primary", [unique], `foreign`))"),
              ElementsAre("constraint||", "primary||", "unique||", "foreign||"));
}

TEST(TableDefinition, TellsTheCollationOfAColumn) {
  EXPECT_THAT(columns_of("CREATE TABLE t(a TEXT COLLATE NOCASE NOT NULL, b COLLATE \"my coll\", c "
                         "DEFAULT ('x' COLLATE rtrim), d DEFAULT 'x' COLLATE RTRIM)"),
              ElementsAre("a|NOCASE|", "b|my coll|", "c||", "d|RTRIM|"));
}

TEST(TableDefinition, TellsTheExpressionOfAGeneratedColumn) {
  EXPECT_THAT(
      columns_of("CREATE TABLE t(a, b INT GENERATED ALWAYS AS ( a * (2 + 1) /* x */ ) STORED,"
                 "c AS (a || ')' || b), d TEXT AS(lower(a)) VIRTUAL COLLATE NOCASE)"),
      ElementsAre("a||", "b||a * (2 + 1)", "c||a || ')' || b", "d|NOCASE|lower(a)"));
}

TEST(TableDefinition, TellsChecksOfColumnsAndOfTheTable) {
  EXPECT_THAT(
      checks_of("CREATE TABLE t(a INT CHECK (a > 0), b CHECK(b IN (1, 2)) CHECK (b <> a),"
                "CHECK ( a < b ), CONSTRAINT \"not both\" CHECK (a OR b))"),
      ElementsAre("|a|a > 0", "|b|b IN (1, 2)", "|b|b <> a", "||a < b", "not both||a OR b"));
}

TEST(TableDefinition, AConstraintNameReachesToTheNextComma) {
  EXPECT_THAT(checks_of("CREATE TABLE t(a CONSTRAINT filled NOT NULL CHECK (a > 0), b CHECK (b),"
                        "CONSTRAINT x CHECK (a) CHECK (b), CHECK (a <> b))"),
              ElementsAre("filled|a|a > 0", "|b|b", "x||a", "x||b", "||a <> b"));
}

TEST(TableDefinition, TableConstraintsNeedNoCommasBetweenThem) {
  const TableDefinition table = read_create_table(
      "CREATE TABLE t(a, b, PRIMARY KEY (a) CHECK (a > 0) FOREIGN KEY (b) REFERENCES p UNIQUE "
      "(b))");

  EXPECT_THAT(part_texts(table.columns), ElementsAre("a||", "b||"));
  EXPECT_THAT(part_texts(table.checks), ElementsAre("||a > 0"));
  EXPECT_THAT(part_texts(table.foreign_keys), ElementsAre("b,->p"));
}

TEST(TableDefinition, CommentsMayStandAnywhere) {
  const TableDefinition table = read_create_table(
      "CREATE/*(*/TABLE--(\n t /*,*/ (--)\n a /* CHECK (1) */ INT CHECK /*(*/ (a -- )\n > 0),"
      " /* b, */ c COLLATE--x\n NOCASE)");

  EXPECT_THAT(part_texts(table.columns), ElementsAre("a||", "c|NOCASE|"));
  EXPECT_THAT(part_texts(table.checks), ElementsAre("|a|a -- )\n > 0"));
}

TEST(TableDefinition, WordsInStringsAndExpressionsAreNotConstraints) {
  const TableDefinition table = read_create_table(
      "CREATE TABLE t(a DEFAULT 'CHECK (1)', b DEFAULT (CASE WHEN 1 THEN 'REFERENCES p' END),"
      "c DEFAULT -1 CHECK (c > (SELECT 'COLLATE x')), \"AUTOINCREMENT\")");

  EXPECT_THAT(part_texts(table.columns), ElementsAre("a||", "b||", "c||", "AUTOINCREMENT||"));
  EXPECT_THAT(part_texts(table.checks), ElementsAre("|c|c > (SELECT 'COLLATE x')"));
  EXPECT_THAT(table.foreign_keys, IsEmpty());
  EXPECT_FALSE(table.autoincrement);
}

TEST(TableDefinition, TellsForeignKeysInTheirOrder) {
  EXPECT_THAT(foreign_keys_of(
                  "CREATE TABLE t(a REFERENCES p, b INT REFERENCES \"q q\"(id) ON DELETE SET "
                  "DEFAULT CHECK (b), c, FOREIGN KEY (a, \"c\") REFERENCES [r](x, y) MATCH full)"),
              ElementsAre("a,->p", "b,->q q", "a,c,->r"));
}

TEST(TableDefinition, OnlyInitiallyDeferredKeysAreDeferred) {
  EXPECT_THAT(
      foreign_keys_of(
          "CREATE TABLE t("
          "a REFERENCES p DEFERRABLE INITIALLY DEFERRED,"
          "b REFERENCES p ON DELETE CASCADE DEFERRABLE,"
          "c REFERENCES p DEFERRABLE INITIALLY IMMEDIATE,"
          "d REFERENCES p NOT DEFERRABLE INITIALLY DEFERRED,"
          "e REFERENCES p NOT NULL,"
          "FOREIGN KEY (e) REFERENCES p(i) ON UPDATE NO ACTION deferrable initially deferred)"),
      ElementsAre("a,->p deferred", "b,->p", "c,->p", "d,->p", "e,->p", "e,->p deferred"));
}

TEST(TableDefinition, KnowsAutoincrementInBothPlaces) {
  EXPECT_TRUE(
      read_create_table("CREATE TABLE t(a INTEGER PRIMARY KEY autoincrement)").autoincrement);
  EXPECT_TRUE(read_create_table("CREATE TABLE t(a INTEGER, PRIMARY KEY(a ASC AUTOINCREMENT))")
                  .autoincrement);
  EXPECT_FALSE(read_create_table("CREATE TABLE t(a INTEGER PRIMARY KEY)").autoincrement);
}

TEST(TableDefinition, TellsTheModuleOfAVirtualTable) {
  EXPECT_EQ(read_create_table("CREATE VIRTUAL TABLE t USING fts5(a, content='')").module, "fts5");
  EXPECT_EQ(read_create_table("CREATE VIRTUAL TABLE \"using\" USING \"RTree\"").module, "RTree");
  EXPECT_EQ(read_create_table("CREATE TABLE t(a)").module, "");
}

TEST(TableDefinition, KnowsEveryWayToBeginACreateTable) {
  EXPECT_THAT(columns_of("create temp table if not exists main.t(a)"), ElementsAre("a||"));
  EXPECT_THAT(columns_of("CREATE TEMPORARY TABLE [t(](a)"), ElementsAre("a||"));
  EXPECT_THAT(columns_of("CREATE TABLE t(a) WITHOUT ROWID, STRICT"), ElementsAre("a||"));
  EXPECT_THAT(columns_of("CREATE TABLE t AS SELECT (1), b"), IsEmpty());
}

TEST(TableDefinition, OfBrokenTextComesWhatWasFoundUntilThen) {
  EXPECT_THAT(columns_of(""), IsEmpty());
  EXPECT_THAT(columns_of("CREATE"), IsEmpty());
  EXPECT_THAT(columns_of("CREATE TABLE"), IsEmpty());
  EXPECT_THAT(columns_of("SELECT (a, b)"), IsEmpty());
  EXPECT_THAT(columns_of("CREATE VIEW v(a) AS SELECT 1"), IsEmpty());
  EXPECT_THAT(columns_of("CREATE TABLE t(a, b COLLATE"), ElementsAre("a||", "b||"));
  EXPECT_THAT(columns_of("CREATE TABLE t(a, b 'unterminated)"), ElementsAre("a||", "b||"));
  EXPECT_THAT(columns_of("CREATE TABLE t(a, b CHECK (c"), ElementsAre("a||", "b||"));
  EXPECT_THAT(columns_of("CREATE TABLE t(a) b) c"), ElementsAre("a||"));
  EXPECT_THAT(foreign_keys_of("CREATE TABLE t(a REFERENCES"), ElementsAre("a,->"));
  EXPECT_THAT(foreign_keys_of("CREATE TABLE t(a DEFERRABLE INITIALLY DEFERRED"), IsEmpty());
  EXPECT_THAT(foreign_keys_of("CREATE TABLE t(a, FOREIGN KEY"), ElementsAre("->"));
}

TEST(TableDefinition, EveryPrefixOfATextIsReadWithoutHarm) {
  const std::string sql =
      "CREATE TABLE t(a INTEGER CONSTRAINT p PRIMARY KEY AUTOINCREMENT, b AS (a + (1)) STORED "
      "COLLATE x CHECK (b), c REFERENCES q(r, s) NOT DEFERRABLE, CONSTRAINT \"f\" FOREIGN KEY (a, "
      "b) REFERENCES q DEFERRABLE INITIALLY DEFERRED, PRIMARY KEY (a AUTOINCREMENT))";
  for (std::size_t size = 0; size <= sql.size(); ++size) {
    const TableDefinition table = read_create_table(std::string_view(sql).substr(0, size));
    EXPECT_LE(table.columns.size(), 4U);  // "CONSTR" at the end is a column.
    EXPECT_LE(table.foreign_keys.size(), 2U);
  }
}

std::vector<std::string> terms_of(std::string_view sql) {
  return part_texts(read_create_index(sql).terms);
}

TEST(IndexDefinition, TellsColumnsExpressionsCollationsAndDirections) {
  EXPECT_THAT(terms_of("CREATE UNIQUE INDEX i ON t(a, \"b\" DESC, lower(c) COLLATE NOCASE ASC,"
                       "(d + 1) desc, substr(e, 1, 2), f collate \"my coll\")"),
              ElementsAre("a|",
                          "\"b\"||desc",
                          "lower(c)|NOCASE",
                          "(d + 1)||desc",
                          "substr(e, 1, 2)|",
                          "f|my coll"));
}

TEST(IndexDefinition, ACollateInsideAnExpressionStaysThere) {
  EXPECT_THAT(
      terms_of("CREATE INDEX i ON t(a || b COLLATE NOCASE, (a COLLATE NOCASE) DESC, NOT a "
               "COLLATE x)"),
      ElementsAre("a || b COLLATE NOCASE|", "(a COLLATE NOCASE)||desc", "NOT a COLLATE x|"));
}

TEST(IndexDefinition, ColumnsMayBeCalledLikeDirections) {
  EXPECT_THAT(terms_of("CREATE INDEX i ON t(desc, asc desc, a + desc, last)"),
              ElementsAre("desc|", "asc||desc", "a + desc|", "last|"));
}

TEST(IndexDefinition, TellsTheWhereOfAPartialIndex) {
  EXPECT_EQ(
      read_create_index("CREATE INDEX i ON t(a) WHERE a > 0 AND (b IS NULL) -- all\n").where_sql,
      "a > 0 AND (b IS NULL)");
  EXPECT_EQ(read_create_index("CREATE INDEX \"on (\" ON t(a)/**/WHERE/**/'x;y'<>b;").where_sql,
            "'x;y'<>b");
  EXPECT_EQ(read_create_index("CREATE INDEX i ON t(a)").where_sql, "");
}

TEST(IndexDefinition, OfBrokenTextComesWhatWasFoundUntilThen) {
  EXPECT_THAT(terms_of(""), IsEmpty());
  EXPECT_THAT(terms_of("CREATE INDEX i ON t"), IsEmpty());
  EXPECT_THAT(terms_of("CREATE INDEX i ON t(a"), IsEmpty());
  EXPECT_THAT(terms_of("CREATE INDEX i ON t(,a,)"), ElementsAre("a|"));
  EXPECT_THAT(terms_of("CREATE TABLE t(a)"), IsEmpty());
}

TEST(ReferencesTable, FindsTheParentWhateverItsQuotesAndCase) {
  EXPECT_TRUE(references_table("CREATE TABLE c(p REFERENCES Users(id))", "users"));
  EXPECT_TRUE(references_table("CREATE TABLE c(p references/**/\"us\"\"ers\")", "us\"ers"));
  EXPECT_TRUE(references_table("… REFERENCES [users] …", "USERS"));
  EXPECT_FALSE(references_table("CREATE TABLE c(p REFERENCES users2)", "users"));
  EXPECT_FALSE(references_table("CREATE TABLE c(p DEFAULT 'REFERENCES users')", "users"));
  EXPECT_FALSE(references_table("CREATE TABLE c(p REFERENCES", "users"));
}

}  // namespace
}  // namespace d1mcp::sql
