#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/text.hpp"
#include "schema_fixture.hpp"
#include "sql/schema_reader.hpp"

namespace d1mcp::sql {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string as_text(const ColumnInfo& column) {
  std::string text = column.name + " " + column.declared_type;
  if (column.not_null) text += " not-null";
  if (column.default_sql) text += " default:" + *column.default_sql;
  if (column.primary_key_position > 0) text += " pk" + std::to_string(column.primary_key_position);
  if (!column.collation.empty()) text += " collate:" + column.collation;
  if (column.generated == Generated::virtual_column) text += " virtual:" + column.generated_sql;
  if (column.generated == Generated::stored) text += " stored:" + column.generated_sql;
  return column.hidden ? text + " hidden" : text;
}

std::string as_text(const ForeignKey& key) {
  return key.table + "(" + join(key.columns, ",") + ") -> " + key.parent + "(" +
         join(key.parent_columns, ",") + ") " + key.on_update + "/" + key.on_delete +
         (key.deferred ? " deferred" : "");
}

std::string as_text(const IndexTerm& term) {
  return (term.name.empty() ? "<" + term.expression + ">" : term.name) +
         (term.collation.empty() ? "" : ":" + term.collation) + (term.descending ? ":desc" : "");
}

std::string as_text(const IndexInfo& index) {
  std::string text = index.name + (index.unique ? " unique" : "");
  if (index.origin == IndexOrigin::primary_key) text += " pk";
  if (index.origin == IndexOrigin::unique_constraint) text += " constraint";
  for (const IndexTerm& term : index.terms) text += " " + as_text(term);
  return index.where_sql.empty() ? text : text + " where:" + index.where_sql;
}

std::string as_text(const Check& check) {
  return check.constraint_name + "|" + check.column + "|" + check.expression;
}

template <typename Part>
std::vector<std::string> as_texts(const std::vector<Part>& parts) {
  std::vector<std::string> texts;
  for (const Part& part : parts) texts.push_back(as_text(part));
  return texts;
}

class DescribeTable : public SchemaFixture {
 protected:
  TableInfo described(std::string_view name) {
    auto table = describe_table(connection(), name, {});
    EXPECT_TRUE(table) << describe(table.error());
    return table ? *std::move(table) : TableInfo();
  }
};

TEST_F(DescribeTable, TellsWhatAColumnIs) {
  run("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE NOT NULL DEFAULT 'x',"
      "price DECIMAL(10, 2) DEFAULT (1 + 2), bare, upper_name TEXT AS (upper(name)),"
      "twice INT GENERATED ALWAYS AS (price * 2) STORED NOT NULL, at TEXT DEFAULT "
      "CURRENT_TIMESTAMP)");

  const TableInfo table = described("t");

  EXPECT_THAT(as_texts(table.columns),
              ElementsAre("id INTEGER pk1",
                          "name TEXT not-null default:'x' collate:NOCASE",
                          "price DECIMAL(10, 2) default:1 + 2",
                          "bare ",
                          "upper_name TEXT virtual:upper(name)",
                          "twice INT not-null stored:price * 2",
                          "at TEXT default:CURRENT_TIMESTAMP"));
  EXPECT_EQ(table.summary.kind, TableKind::table);
  EXPECT_EQ(table.summary.column_count, 7U);
  EXPECT_FALSE(table.autoincrement);
  EXPECT_THAT(table.create_sql, HasSubstr("CREATE TABLE t(id INTEGER"));
}

TEST_F(DescribeTable, TellsPrimaryKeysStrictnessAndAutoincrement) {
  run("CREATE TABLE pair(a TEXT, b INT, PRIMARY KEY (b, a)) STRICT, WITHOUT ROWID;"
      "CREATE TABLE counted(id INTEGER, PRIMARY KEY (id AUTOINCREMENT))");

  const TableInfo pair = described("pair");
  EXPECT_THAT(as_texts(pair.columns), ElementsAre("a TEXT not-null pk2", "b INT not-null pk1"));
  EXPECT_TRUE(pair.summary.strict);
  EXPECT_TRUE(pair.summary.without_rowid);
  EXPECT_THAT(as_texts(pair.indexes), ElementsAre("sqlite_autoindex_pair_1 unique pk b a"));
  EXPECT_TRUE(described("counted").autoincrement);
}

TEST_F(DescribeTable, FindsATableWhateverTheCaseOfItsName) {
  run("CREATE TABLE \"Größe\"(a); CREATE TABLE Users(a)");

  EXPECT_EQ(described("uSERS").summary.name, "Users");
  EXPECT_EQ(described("gRößE").summary.name, "Größe");
  EXPECT_EQ(describe_table(connection(), "GRÖSSE", {}).error().code, ErrorCode::not_found);
}

TEST_F(DescribeTable, KeepsWhatAlterTableMadeOfATable) {
  run("CREATE TABLE t(a INT CHECK (a > 0) /* last */); ALTER TABLE t ADD COLUMN b TEXT COLLATE "
      "RTRIM;"
      "ALTER TABLE t RENAME COLUMN a TO \"x y\"; ALTER TABLE t RENAME TO \"new \"\"name\"");

  const TableInfo table = described("new \"name");

  EXPECT_THAT(as_texts(table.columns), ElementsAre("x y INT", "b TEXT collate:RTRIM"));
  EXPECT_THAT(as_texts(table.checks), ElementsAre("|x y|\"x y\" > 0"));
}

TEST_F(DescribeTable, TellsTheChecks) {
  run("CREATE TABLE t(a CONSTRAINT positive CHECK (a > 0), \"check\" CHECK(\"check\" IN ('a', "
      "')')),"
      "CONSTRAINT \"a or check\" CHECK (a OR \"check\"))");

  EXPECT_THAT(
      as_texts(described("t").checks),
      ElementsAre(
          "positive|a|a > 0", "|check|\"check\" IN ('a', ')')", "a or check||a OR \"check\""));
}

TEST_F(DescribeTable, TellsForeignKeysInTheOrderTheyAreDeclared) {
  run("CREATE TABLE p(x, y, PRIMARY KEY (x, y));"
      "CREATE TABLE c(a REFERENCES p ON DELETE CASCADE, b REFERENCES Other(id) ON UPDATE SET NULL"
      " DEFERRABLE INITIALLY DEFERRED, c,"
      "FOREIGN KEY (b, c) REFERENCES p(x, y) ON DELETE SET DEFAULT,"
      "FOREIGN KEY (b, c) REFERENCES p(x, y) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED)");

  EXPECT_THAT(as_texts(described("c").foreign_keys),
              ElementsAre("c(a) -> p() NO ACTION/CASCADE",
                          "c(b) -> Other(id) SET NULL/NO ACTION deferred",
                          "c(b,c) -> p(x,y) NO ACTION/SET DEFAULT",
                          "c(b,c) -> p(x,y) NO ACTION/RESTRICT deferred"));
}

TEST_F(DescribeTable, TellsWhoRefersToATable) {
  run("CREATE TABLE p(id INTEGER PRIMARY KEY, parent REFERENCES P);"
      "CREATE TABLE c1(a REFERENCES \"p\"(id) DEFERRABLE INITIALLY DEFERRED, b REFERENCES q, c "
      "REFERENCES [P] ON DELETE CASCADE);"
      "CREATE TABLE c2(a TEXT DEFAULT 'REFERENCES p'); CREATE TABLE c3(a REFERENCES p2)");

  const TableInfo table = described("p");

  EXPECT_THAT(as_texts(table.referenced_by),
              ElementsAre("p(parent) -> P() NO ACTION/NO ACTION",
                          "c1(a) -> p(id) NO ACTION/NO ACTION deferred",
                          "c1(c) -> P() NO ACTION/CASCADE"));
  EXPECT_THAT(as_texts(table.foreign_keys), ElementsAre("p(parent) -> P() NO ACTION/NO ACTION"));
}

TEST_F(DescribeTable, TellsIndexesInTheOrderTheyWereMade) {
  run("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT COLLATE NOCASE UNIQUE, b, \"desc\");"
      "CREATE INDEX one ON t(b, a DESC, \"desc\" COLLATE RTRIM);"
      "CREATE UNIQUE INDEX \"two \"\"2\" ON t(lower(a) COLLATE NOCASE, (b + 1) DESC, id)"
      " WHERE b IS NOT NULL AND a <> ')' /* partial */;"
      "CREATE INDEX typo ON t(\"nope\")");

  const TableInfo table = described("t");

  EXPECT_THAT(as_texts(table.indexes),
              ElementsAre("sqlite_autoindex_t_1 unique constraint a:NOCASE",
                          "one b a:NOCASE:desc desc:RTRIM",
                          "two \"2 unique <lower(a)>:NOCASE <(b + 1)>:desc id where:b IS NOT NULL "
                          "AND a <> ')'",
                          "typo <\"nope\">"));
  EXPECT_EQ(table.indexes[0].create_sql, "");
  EXPECT_EQ(table.indexes[1].create_sql,
            "CREATE INDEX one ON t(b, a DESC, \"desc\" COLLATE RTRIM)");
}

TEST_F(DescribeTable, TellsTriggersOfTablesAndViews) {
  run("CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t;"
      "CREATE TRIGGER first AFTER INSERT ON T BEGIN SELECT 1; END;"
      "CREATE TRIGGER second INSTEAD OF INSERT ON v BEGIN SELECT 2; END");

  const TableInfo table = described("t");
  const TableInfo view = described("v");

  ASSERT_EQ(table.triggers.size(), 1U);
  EXPECT_EQ(table.triggers[0].name, "first");
  EXPECT_EQ(table.triggers[0].create_sql,
            "CREATE TRIGGER first AFTER INSERT ON T BEGIN SELECT 1; END");
  ASSERT_EQ(view.triggers.size(), 1U);
  EXPECT_EQ(view.triggers[0].name, "second");
}

TEST_F(DescribeTable, TellsTheColumnsOfAView) {
  run("CREATE TABLE t(a INT, b TEXT); CREATE VIEW v(x, y, z) AS SELECT a, b, a + 1 FROM t");

  const TableInfo view = described("v");

  EXPECT_EQ(view.summary.kind, TableKind::view);
  EXPECT_THAT(as_texts(view.columns), ElementsAre("x INT", "y TEXT", "z "));
  EXPECT_EQ(view.create_sql, "CREATE VIEW v(x, y, z) AS SELECT a, b, a + 1 FROM t");
}

TEST_F(DescribeTable, AViewThatDoesNotCompileKeepsItsSqlAndTriggers) {
  run("CREATE VIEW v AS SELECT * FROM missing;"
      "CREATE TRIGGER tr INSTEAD OF INSERT ON v BEGIN SELECT 1; END");

  const TableInfo view = described("v");

  EXPECT_THAT(view.columns, IsEmpty());
  EXPECT_EQ(view.summary.column_count, 0U);
  EXPECT_EQ(view.create_sql, "CREATE VIEW v AS SELECT * FROM missing");
  EXPECT_EQ(view.triggers.size(), 1U);
}

TEST_F(DescribeTable, TellsModuleAndHiddenColumnsOfAVirtualTable) {
  run("CREATE VIRTUAL TABLE f USING fts5(title, body UNINDEXED)");

  const TableInfo table = described("f");

  EXPECT_EQ(table.summary.kind, TableKind::virtual_table);
  EXPECT_EQ(table.summary.module, "fts5");
  EXPECT_EQ(table.summary.column_count, 2U);
  EXPECT_THAT(as_texts(table.columns), ElementsAre("title ", "body ", "f  hidden", "rank  hidden"));
  EXPECT_EQ(described("f_data").summary.kind, TableKind::shadow);
}

TEST_F(DescribeTable, AVirtualTableWithoutItsModuleKeepsItsSql) {
  run("CREATE VIRTUAL TABLE f USING rtree(id, a, b); PRAGMA writable_schema = ON;"
      "UPDATE sqlite_schema SET sql = 'CREATE VIRTUAL TABLE f USING nowhere(x)' WHERE name = 'f'");

  const TableInfo table = described("f");

  EXPECT_THAT(table.columns, IsEmpty());
  EXPECT_EQ(table.summary.module, "nowhere");
  EXPECT_EQ(table.create_sql, "CREATE VIRTUAL TABLE f USING nowhere(x)");
}

TEST_F(DescribeTable, KnowsTheTablesOfSqliteItself) {
  run("CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT)");

  EXPECT_THAT(as_texts(described("sqlite_sequence").columns), ElementsAre("name ", "seq "));
  EXPECT_EQ(described("sqlite_schema").columns.size(), 5U);
  EXPECT_EQ(described("SQLITE_MASTER").summary.name, "sqlite_schema");
}

TEST_F(DescribeTable, AnUnknownNameIsMetWithTheNearestOnes) {
  run("CREATE TABLE users(a); CREATE TABLE orders(a); CREATE VIRTUAL TABLE user_search USING "
      "fts5(x)");

  const auto table = describe_table(connection(), "usrs", {});

  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code, ErrorCode::not_found);
  EXPECT_THAT(table.error().message, HasSubstr("usrs"));
  EXPECT_THAT(table.error().hint, HasSubstr("users"));
}

TEST_F(DescribeTable, TheNameOfAnIndexLeadsToItsTable) {
  run("CREATE TABLE users(a); CREATE INDEX by_a ON users(a)");

  const auto table = describe_table(connection(), "BY_A", {});

  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().message, "by_a is an index of users, not a table");
  EXPECT_THAT(table.error().hint, HasSubstr("users"));
}

TEST_F(DescribeTable, QuotesInNamesDoNoHarm) {
  run("CREATE TABLE \"a'b\"\"c]\"(\"x\"\"y\" REFERENCES \"a'b\"\"c]\");"
      "CREATE INDEX \"i'\"\"\" ON \"a'b\"\"c]\"(\"x\"\"y\")");

  const TableInfo table = described("A'B\"C]");

  EXPECT_THAT(as_texts(table.columns), ElementsAre("x\"y "));
  EXPECT_THAT(as_texts(table.indexes), ElementsAre("i'\" x\"y"));
  EXPECT_THAT(as_texts(table.referenced_by),
              ElementsAre("a'b\"c](x\"y) -> a'b\"c]() NO ACTION/NO ACTION"));
}

TEST_F(DescribeTable, WorksUnderTheRulesOfD1NextToItsOwnTables) {
  run("CREATE TABLE _cf_KV(key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;"
      "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(a REFERENCES p); CREATE INDEX i ON "
      "c(a);"
      "CREATE VIEW forbidden AS SELECT sqlite_version() AS v");
  options_.dialect = d1::Dialect::d1;

  EXPECT_THAT(as_texts(described("c").indexes), ElementsAre("i a"));
  EXPECT_EQ(described("p").referenced_by.size(), 1U);
  EXPECT_THAT(as_texts(described("forbidden").columns), ElementsAre("v "));
}

TEST_F(DescribeTable, AThousandTablesAreNoMatter) {
  std::string sql = "BEGIN; CREATE TABLE hub(id INTEGER PRIMARY KEY);";
  for (int i = 0; i < 1000; ++i) {
    sql += "CREATE TABLE t" + std::to_string(i) + "(a REFERENCES hub, b REFERENCES t" +
           std::to_string(i / 2) + ");";
  }
  run(sql + "COMMIT");
  const auto began = std::chrono::steady_clock::now();

  EXPECT_EQ(described("hub").referenced_by.size(), 1000U);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(described("t" + std::to_string(i)).referenced_by.size(), 2U);
  }

  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(20));
}

}  // namespace
}  // namespace d1mcp::sql
