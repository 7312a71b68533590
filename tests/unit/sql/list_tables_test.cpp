#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schema_fixture.hpp"
#include "sql/schema_reader.hpp"

namespace d1mcp::sql {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string as_text(TableKind kind) {
  switch (kind) {
    case TableKind::table: return "table";
    case TableKind::view: return "view";
    case TableKind::virtual_table: return "virtual";
    case TableKind::shadow: return "shadow";
  }
  return "?";
}

/// "name kind columns", with what is special about the table behind it.
std::string as_text(const TableSummary& table) {
  return table.name + " " + as_text(table.kind) + " " + std::to_string(table.column_count) +
         (table.strict ? " strict" : "") + (table.without_rowid ? " without-rowid" : "") +
         (table.module.empty() ? "" : " " + table.module);
}

class ListTables : public SchemaFixture {
 protected:
  std::vector<std::string> listed(Visibility visibility = Visibility::user) {
    const auto tables = list_tables(connection(), visibility, {});
    EXPECT_TRUE(tables) << tables.error().message;
    std::vector<std::string> texts;
    if (!tables) return texts;
    for (const TableSummary& table : *tables) texts.push_back(as_text(table));
    return texts;
  }
};

TEST_F(ListTables, AnEmptyDatabaseHasNone) {
  run("CREATE TABLE t(a); DROP TABLE t");

  EXPECT_THAT(listed(), IsEmpty());
}

TEST_F(ListTables, GivesTablesViewsAndVirtualTablesInTheOrderOfTheirNames) {
  run("CREATE TABLE b(a INTEGER PRIMARY KEY, b TEXT) STRICT;"
      "CREATE TABLE A(k TEXT PRIMARY KEY, v) WITHOUT ROWID;"
      "CREATE VIEW c AS SELECT a FROM b;"
      "CREATE VIRTUAL TABLE d USING fts5(x, y);"
      "CREATE INDEX i ON b(b);"
      "CREATE TRIGGER tr AFTER INSERT ON b BEGIN SELECT 1; END");

  EXPECT_THAT(
      listed(),
      ElementsAre("A table 2 without-rowid", "b table 2 strict", "c view 1", "d virtual 2 fts5"));
}

TEST_F(ListTables, CountsGeneratedColumnsButNotTheHiddenOnesOfVirtualTables) {
  run("CREATE TABLE t(a, b AS (a + 1), c AS (a) STORED);"
      "CREATE VIRTUAL TABLE f USING fts5(x);"
      "CREATE VIRTUAL TABLE r USING rtree(id, low, high, +extra)");

  EXPECT_THAT(listed(), ElementsAre("f virtual 1 fts5", "r virtual 4 rtree", "t table 3"));
}

TEST_F(ListTables, HidesShadowTablesByWhatTheyAreNotByTheirNames) {
  run("CREATE VIRTUAL TABLE posts USING fts5(x);"
      "CREATE TABLE x_data(a); CREATE TABLE x_content(a); CREATE TABLE posts_extra(a)");

  EXPECT_THAT(
      listed(),
      ElementsAre(
          "posts virtual 1 fts5", "posts_extra table 1", "x_content table 1", "x_data table 1"));
}

TEST_F(ListTables, HidesTheTablesOfSqliteAndCloudflareFromUsers) {
  run("CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT);"
      "CREATE TABLE _cf_KV(key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;"
      "CREATE TABLE _CF_METADATA(key INTEGER PRIMARY KEY, value BLOB);"
      "CREATE TABLE _cf(a); CREATE TABLE \"a_cf_b\"(a); CREATE TABLE sqlite3(a); ANALYZE");

  EXPECT_THAT(listed(),
              ElementsAre("_cf table 1", "a_cf_b table 1", "sqlite3 table 1", "t table 1"));
}

TEST_F(ListTables, ShowsEverythingWhenAskedFor) {
  run("CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT);"
      "CREATE TABLE _cf_KV(key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;"
      "CREATE VIRTUAL TABLE v USING rtree_i32(id, a, b)");

  EXPECT_THAT(listed(Visibility::all),
              ElementsAre("_cf_KV table 2 without-rowid",
                          "sqlite_schema table 5",
                          "sqlite_sequence table 2",
                          "t table 1",
                          "v virtual 3 rtree_i32",
                          "v_node shadow 2",
                          "v_parent shadow 2",
                          "v_rowid shadow 2"));
}

TEST_F(ListTables, AViewThatDoesNotCompileSpoilsNoOther) {
  run("CREATE TABLE t(a, b);"
      "CREATE VIEW aa AS SELECT a, b FROM t;"
      "CREATE VIEW broken AS SELECT * FROM missing;"
      "CREATE VIEW loop1 AS SELECT * FROM loop2; CREATE VIEW loop2 AS SELECT * FROM loop1;"
      "CREATE VIRTUAL TABLE f USING fts5(x);"
      "CREATE VIEW zz AS SELECT a FROM aa");

  EXPECT_THAT(listed(),
              ElementsAre("aa view 2",
                          "broken view 0",
                          "f virtual 1 fts5",
                          "loop1 view 0",
                          "loop2 view 0",
                          "t table 2",
                          "zz view 1"));
}

TEST_F(ListTables, AVirtualTableWithoutItsModuleIsStillListed) {
  run("CREATE VIRTUAL TABLE f USING rtree(id, a, b); PRAGMA writable_schema = ON;"
      "UPDATE sqlite_schema SET sql = 'CREATE VIRTUAL TABLE f USING nowhere(x)' WHERE name = 'f';"
      "CREATE VIEW v AS SELECT 1 AS one");

  const auto texts = listed();

  EXPECT_THAT(texts, testing::Contains("f virtual 0 nowhere"));
  EXPECT_THAT(texts, testing::Contains("v view 1"));
}

TEST_F(ListTables, NamesMayHoldAnything) {
  run("CREATE TABLE \"a\"\"b\"(x); CREATE TABLE [it's; -- (x](x); CREATE TABLE \"größe 😀\"(x);"
      "CREATE TABLE \"new\nline\"(x); CREATE TABLE \"\"(x); CREATE VIEW \"v \"\"1\" AS SELECT 1;"
      "CREATE VIRTUAL TABLE \"f\"\"ts\" USING fts5(x)");

  EXPECT_THAT(listed(),
              ElementsAre(" table 1",
                          "a\"b table 1",
                          "f\"ts virtual 1 fts5",
                          "größe 😀 table 1",
                          "it's; -- (x table 1",
                          "new\nline table 1",
                          "v \"1 view 1"));
}

TEST_F(ListTables, WorksUnderTheRulesOfD1NextToItsOwnTables) {
  run("CREATE TABLE _cf_KV(key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;"
      "CREATE TABLE t(a); CREATE VIRTUAL TABLE f USING fts5(x);"
      "CREATE VIEW forbidden AS SELECT sqlite_version() AS v");
  options_.dialect = d1::Dialect::d1;

  EXPECT_THAT(listed(), ElementsAre("f virtual 1 fts5", "forbidden view 1", "t table 1"));
}

TEST_F(ListTables, AThousandTablesAndViewsAreNoMatter) {
  std::string sql = "BEGIN; CREATE VIEW broken AS SELECT * FROM missing;";
  for (int i = 0; i < 1000; ++i) {
    const std::string n = std::to_string(i);
    sql += "CREATE TABLE t" + n + "(a, b, c);";
    if (i % 4 == 0) sql += "CREATE VIEW v" + n + " AS SELECT a FROM t" + n + ";";
  }
  run(sql + "COMMIT");
  const auto began = std::chrono::steady_clock::now();

  EXPECT_EQ(listed().size(), 1251U);

  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(20));
}

TEST_F(ListTables, StopsWhenTheWorkMustEnd) {
  run("CREATE TABLE t(a)");
  Work work;
  work.deadline = Work::Clock::now() - std::chrono::seconds(1);

  const auto tables = list_tables(connection(), Visibility::user, work);

  ASSERT_FALSE(tables);
  EXPECT_EQ(tables.error().code, ErrorCode::timed_out);
}

/// Counts the queries that go through it.
class CountingConnection final : public Connection {
 public:
  explicit CountingConnection(Connection& real) : real_(real) {}

  Result<QueryOutcome> query(std::string_view sql,
                             const Parameters& parameters,
                             RowSink& sink,
                             const Work& work) override {
    ++queries;
    return real_.query(sql, parameters, sink, work);
  }
  Result<std::vector<BatchOutcome>> run_together(std::span<const Batch> batches,
                                                 const Work& work) override {
    return real_.run_together(batches, work);
  }
  Status read_consistently(const std::function<Status()>& reads,
                           ValueSize values,
                           const Work& work) override {
    return real_.read_consistently(reads, values, work);
  }
  Status copy_into(const std::filesystem::path& file, const Work& work) override {
    return real_.copy_into(file, work);
  }

  int queries = 0;

 private:
  Connection& real_;
};

TEST_F(ListTables, ReadsTheColumnsOfATableWithOneQuery) {
  run("CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT NOT NULL, w AS (v || 'x'));"
      "CREATE TABLE child(t_id REFERENCES t(id)); CREATE INDEX i ON t(v);");
  const auto tables = list_tables(connection(), Visibility::user, {});
  ASSERT_TRUE(tables) << tables.error().message;
  CountingConnection counting(connection());

  const auto columns = read_columns(counting, tables->at(1), {});

  ASSERT_TRUE(columns) << columns.error().message;
  ASSERT_EQ(columns->size(), 3U);
  EXPECT_EQ(columns->at(0).primary_key_position, 1U);
  EXPECT_TRUE(columns->at(1).not_null);
  EXPECT_EQ(columns->at(2).generated, Generated::virtual_column);
  EXPECT_EQ(counting.queries, 1);
}

}  // namespace
}  // namespace d1mcp::sql
