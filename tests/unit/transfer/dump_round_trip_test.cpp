#include <cstring>
#include <functional>
#include <gtest/gtest.h>
#include <limits>
#include <string>
#include <vector>

#include "support/temporary_directory.hpp"
#include "transfer/dump_reader.hpp"
#include "transfer/dump_writer.hpp"
#include "transfer/verify.hpp"
#include "unit/transfer/dump_text.hpp"
#include "unit/transfer/raw_database.hpp"

namespace d1mcp::transfer {
namespace {

using test::RawDatabase;
using test::TemporaryDirectory;

/// A database that is hard to dump: what it is made of, and what makes it hard.
struct HardDatabase {
  std::string name;
  std::function<void(RawDatabase&)> build;
};

HardDatabase script(std::string name, std::string sql) {
  return {std::move(name), [sql = std::move(sql)](RawDatabase& database) { database.run(sql); }};
}

std::string all_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t at = 0; at < size; ++at) bytes[at] = static_cast<char>(at * 7 + at / 256);
  return bytes;
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t count = 0; count < times; ++count) text += piece;
  return text;
}

std::string table_of_columns(std::size_t columns) {
  std::string sql = "CREATE TABLE wide(c0";
  for (std::size_t column = 1; column < columns; ++column) sql += ",c" + std::to_string(column);
  return sql + ")";
}

// The numbers in the names are those of the list of failures in other exporters that this one is
// held against.
std::vector<HardDatabase> hard_databases() {
  return {
      script("case_01_child_before_parent",
             "CREATE TABLE child(id INTEGER PRIMARY KEY, parent REFERENCES parent(id));"
             "CREATE TABLE parent(id INTEGER PRIMARY KEY);"
             "INSERT INTO parent VALUES(1),(2); INSERT INTO child VALUES(1,2),(2,1),(3,NULL)"),
      script("case_02_circular_foreign_keys",
             "CREATE TABLE a(id INTEGER PRIMARY KEY, b REFERENCES b(id));"
             "CREATE TABLE b(id INTEGER PRIMARY KEY, a REFERENCES a(id));"
             "INSERT INTO a VALUES(1,1); INSERT INTO b VALUES(1,1)"),
      script("case_03_foreign_key_to_a_missing_table",
             "CREATE TABLE child(id INTEGER PRIMARY KEY, parent REFERENCES gone(id));"
             "INSERT INTO child VALUES(1,7),(2,NULL)"),
      script("case_04_instead_of_trigger_on_a_view",
             "CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t;"
             "CREATE TRIGGER i INSTEAD OF INSERT ON v BEGIN INSERT INTO t VALUES(new.a); END;"
             "INSERT INTO v VALUES(1)"),
      {"case_05_values_longer_than_a_statement",
       [](RawDatabase& database) {
         database.run(
             "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT NOT NULL CHECK(length(a) > 10),"
             " b BLOB, c); CREATE TABLE many(a,b,c,d,e,f,g,h,i,j)");
         database.insert_text("INSERT INTO t(a) VALUES(?)", repeated("äöü€😀'quote\n", 9000));
         database.insert_blob("INSERT INTO t(a,b) VALUES('text and blob',?)", all_bytes(128'000));
         database.run(
             "UPDATE t SET c = a || a WHERE id = 1; INSERT INTO t(a) VALUES('short again')");
         database.insert_text("INSERT INTO many(a) VALUES(?)", std::string(12'000, '\''));
         database.run("UPDATE many SET (b,c,d,e,f,g,h,i,j) = (a,a,a,a,a,a,a,a,a)");
         database.insert_text("INSERT INTO many(a,b) VALUES(?,1)", repeated("x", 89'500));
         database.insert_text("INSERT INTO many(c,j) VALUES(?,1)", all_bytes(100'000));
       }},
      {"case_06_nul_in_text",
       [](RawDatabase& database) {
         database.run("CREATE TABLE t(a TEXT)");
         database.insert_text("INSERT INTO t VALUES(?)", std::string_view("a\0b", 3));
         database.insert_text("INSERT INTO t VALUES(?)", std::string_view("\0", 1));
         database.insert_text("INSERT INTO t VALUES(?)", "");
       }},
      script("case_07_backslash_n_beside_a_line_feed",
             "CREATE TABLE t(a); INSERT INTO t VALUES('a\\n' || char(10) || '\\r' || char(13)),"
             "(char(13,10)), ('\\\\')"),
      script(
          "case_08_words_that_importers_cut_out",
          "CREATE TABLE t(a); INSERT INTO t VALUES('say BEGIN TRANSACTION; now'),"
          "('and COMMIT; it'),('BEGIN TRANSACTION COMMIT;'),('commit;'),('-- COMMIT'),('; '';')"),
      script("case_09_integers_beyond_double",
             "CREATE TABLE t(a); INSERT INTO t VALUES(9007199254740993),(-9007199254740993),"
             "(9223372036854775807),(-9223372036854775808),(0),(-1)"),
      script("case_10_whole_reals",
             "CREATE TABLE t(a, b ANY, c BLOB, d REAL, e NUMERIC, f INTEGER);"
             "CREATE TABLE s(a ANY) STRICT;"
             "INSERT INTO t VALUES(1.0,1e15,100.0,3,4.0,5.0),(-0.0,0.0,1e100,-0.0,1e30,2.5);"
             "INSERT INTO s VALUES(1.0),(-0.0),(1),('1'),(x'31')"),
      {"case_11_text_that_is_no_utf8",
       [](RawDatabase& database) {
         database.run("CREATE TABLE t(a TEXT, b)");
         database.insert_text("INSERT INTO t(a) VALUES(?)", "caf\xE9 'x'");
         database.insert_text("INSERT INTO t(b) VALUES(?)", "\xED\xA0\x80");
         database.insert_text("INSERT INTO t(b) VALUES(?)", "\xFF\xFE");
       }},
      script("case_12_counters_without_autoincrement_tables",
             "CREATE TABLE gone(id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO gone VALUES(5);"
             "DROP TABLE gone; CREATE TABLE t(a); INSERT INTO t VALUES(1)"),
      script("case_13_virtual_tables",
             "CREATE VIRTUAL TABLE own USING fts5(title, body UNINDEXED, tokenize='porter');"
             "INSERT INTO own(rowid,title,body) VALUES(7,'it''s running',x'00ff'),(-3,NULL,'b');"
             "INSERT INTO own(own, rank) VALUES('automerge', 8), ('rank', 'bm25(10.0, 5.0)');"
             "CREATE TABLE docs(id INTEGER PRIMARY KEY, text);"
             "CREATE VIRTUAL TABLE ext USING fts5(text, content='docs', content_rowid=id);"
             "CREATE TRIGGER docs_insert AFTER INSERT ON docs BEGIN"
             " INSERT INTO ext(rowid, text) VALUES(new.id, new.text); END;"
             "INSERT INTO docs VALUES(1,'one fish'),(5,'two fish');"
             "CREATE VIRTUAL TABLE \"r\"\"t\" USING rtree(id, x0, x1, +label TEXT);"
             "INSERT INTO \"r\"\"t\" VALUES(1,0.1,0.2,'a'),(9,-1e10,1e10,NULL);"
             "CREATE VIRTUAL TABLE ri USING rtree_i32(id, x0, x1); INSERT INTO ri VALUES(4,-5,5);"
             "CREATE VIRTUAL TABLE words USING fts5vocab(own, row)"),
      script(
          "case_14_implicit_rowids",
          "CREATE TABLE t(a); INSERT INTO t(rowid,a) "
          "VALUES(5,'x'),(-9,'y'),(9223372036854775807,'z');"
          "CREATE TABLE k(a TEXT PRIMARY KEY); INSERT INTO k(rowid,a) VALUES(3,'b'),(4,'a');"
          "CREATE TABLE d(a INTEGER PRIMARY KEY DESC); INSERT INTO d(rowid,a) VALUES(8,1),(2,NULL);"
          "CREATE TABLE n(rowid, a); INSERT INTO n(oid,rowid,a) VALUES(70,'r',1);"
          "CREATE TABLE p(rowid, oid INTEGER PRIMARY KEY); INSERT INTO p VALUES('r',44)"),
      script("case_18_infinities",
             "CREATE TABLE t(a REAL, b); INSERT INTO t VALUES(9e999,-9e999),(-9e999,9e999)"),
      script("empty_tables",
             "CREATE TABLE a(x); CREATE TABLE b(x INT PRIMARY KEY) WITHOUT ROWID, STRICT;"
             "CREATE TABLE c(x INTEGER PRIMARY KEY AUTOINCREMENT)"),
      script(
          "generated_columns",
          "CREATE TABLE t(a, b AS (a * 2), c TEXT GENERATED ALWAYS AS ('<' || a || '>') STORED, d);"
          "INSERT INTO t(a,d) VALUES(1,'x'),(2.5,'y'); CREATE INDEX i ON t(b, c)"),
      script("strict_and_without_rowid",
             "CREATE TABLE s(a INTEGER, b REAL, c TEXT, d BLOB, e ANY) STRICT;"
             "INSERT INTO s VALUES(1,2,'3',x'04',5.0),(NULL,NULL,NULL,NULL,NULL);"
             "CREATE TABLE w(a, b, c, PRIMARY KEY(c, a DESC)) WITHOUT ROWID;"
             "INSERT INTO w VALUES(1,2,3),(3,2,1),('x',NULL,'y')"),
      script("names_that_need_quotes",
             "CREATE TABLE \"select\"(\"a\"\"b\" TEXT, [c d] INT, `e``f`, \"\" , \"new\nline\", "
             "\"semi;colon\", 'single''q');"
             "INSERT INTO \"select\" VALUES(1,2,3,4,5,6,7);"
             "CREATE TABLE \"tab\nle; -- x\"(\"ORDER\"); INSERT INTO \"tab\nle; -- x\" VALUES(1);"
             "CREATE INDEX \"in;dex\" ON \"select\"(\"a\"\"b\"); CREATE VIEW \"vi\"\"ew\" AS "
             "SELECT 1 AS \"x;y\";"
             "CREATE TABLE ünïcödé(é); INSERT INTO ünïcödé VALUES('ß')"),
      script("definitions_with_comments",
             "CREATE TABLE t(a -- the column\n, b /* ; */); INSERT INTO t VALUES(1,2);"
             "CREATE /* ; */ VIEW v AS -- why\n SELECT a FROM t"),
      script("indexes",
             "CREATE TABLE t(a TEXT UNIQUE, b COLLATE NOCASE, c, PRIMARY KEY(b, c));"
             "INSERT INTO t VALUES('x','Y',3),('y','X',1);"
             "CREATE UNIQUE INDEX u ON t(c) WHERE c > 2; CREATE INDEX e ON t(lower(a) DESC, b "
             "COLLATE BINARY)"),
      script("triggers_with_case_and_end",
             "CREATE TABLE t(a, b); CREATE TABLE log(x);"
             "CREATE TRIGGER after_insert AFTER INSERT ON t WHEN new.a > 0 BEGIN"
             " INSERT INTO log VALUES(CASE WHEN new.b THEN 'b;' ELSE 'END;' END);"
             " UPDATE t SET b = 2 WHERE a = new.a; END;"
             "CREATE TRIGGER before_delete BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'no'); END;"
             "INSERT INTO t VALUES(1,1),(2,0)"),
      script(
          "views_on_views",
          "CREATE VIEW b AS SELECT * FROM a; CREATE TABLE t(x); CREATE VIEW a AS SELECT x FROM t;"
          "CREATE VIEW broken AS SELECT gone FROM nowhere"),
      script("autoincrement_counters",
             "CREATE TABLE a(id INTEGER PRIMARY KEY AUTOINCREMENT, x);"
             "CREATE TABLE \"b'c\"(id INTEGER PRIMARY KEY AUTOINCREMENT);"
             "CREATE TABLE unused(id INTEGER PRIMARY KEY AUTOINCREMENT);"
             "INSERT INTO a(x) VALUES(1),(2); DELETE FROM a WHERE id = 2;"
             "INSERT INTO \"b'c\" VALUES(1000); DELETE FROM \"b'c\""),
      script("statistics",
             "CREATE TABLE t(a, b); CREATE INDEX i ON t(a); CREATE TABLE u(a);"
             "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100)"
             " INSERT INTO t SELECT x % 7, x FROM n; INSERT INTO u VALUES(1); ANALYZE t"),
      script("name_of_the_helper_table_in_use",
             "CREATE TABLE \"_D1_chunk\"(a); INSERT INTO \"_D1_chunk\" VALUES(zeroblob(60000));"
             "CREATE VIEW _d1_chunk_2 AS SELECT 1"),
      {"a_hundred_columns",
       [](RawDatabase& database) {
         database.run(table_of_columns(100));
         database.run("INSERT INTO wide(c0, c99) VALUES(1, 'last')");
         database.run(
             "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 700)"
             " INSERT INTO wide(c1, c50) SELECT x, x * 0.1 FROM n");
       }},
      script("rows_for_many_statements",
             "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, price REAL);"
             "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 7000)"
             " INSERT INTO t SELECT x, 'name ' || x, x / 7.0 FROM n"),
      script("utf16_database",
             "PRAGMA encoding = 'UTF-16le'; CREATE TABLE t(a); INSERT INTO t VALUES('äöü€😀'),"
             "(CAST(x'61006200' AS TEXT)); CREATE VIEW v AS SELECT 'ü'"),
      script("defaults_and_checks",
             "CREATE TABLE t(a DEFAULT (1 + 2), b TEXT DEFAULT 'it''s', c CHECK(c <> 'x''y;'),"
             " d DEFAULT CURRENT_TIMESTAMP, CONSTRAINT named CHECK (a < 100));"
             "INSERT INTO t(c) VALUES(1); ALTER TABLE t ADD COLUMN e DEFAULT 7; ALTER TABLE t "
             "RENAME TO u"),
      script("created_from_a_select",
             "CREATE TABLE t AS SELECT 1 AS a, 'x' AS b, 2.5 AS c UNION ALL SELECT NULL, x'', -1"),
  };
}

class RoundTrip : public ::testing::TestWithParam<HardDatabase> {
 protected:
  RoundTrip() {
    RawDatabase original(directory_ / "original.db");
    GetParam().build(original);
    original_ = original.everything();
  }

  std::string dump() {
    const auto reader = test::reader_of(directory_ / "original.db");
    MemorySink sink(1'000'000'000);
    const auto summary = write_dump(*reader, {}, sink, {});
    EXPECT_TRUE(summary) << describe(summary.error());
    return sink.take();
  }

  TemporaryDirectory directory_;
  std::vector<std::string> original_;
};

TEST_P(RoundTrip, OurLoaderMakesAnEqualDatabase) {
  const std::string text = dump();

  {
    const auto scratch = test::scratch_of(directory_ / "loaded.db");
    const auto loaded = load_dump(test::dump_of(text), *scratch, {});
    ASSERT_TRUE(loaded) << describe(loaded.error());
  }

  RawDatabase database(directory_ / "loaded.db");
  EXPECT_EQ(database.everything(), original_);
}

TEST_P(RoundTrip, IsProvenByVerification) {
  const auto reader = test::reader_of(directory_ / "original.db");
  MemorySink sink(1'000'000'000);
  const auto written = write_dump(*reader, {}, sink, {});
  ASSERT_TRUE(written) << describe(written.error());
  const auto scratch = test::scratch_of(directory_ / "scratch.db");

  const auto verified = verify_dump(*reader, {}, test::dump_of(sink.take()), *scratch, {});

  ASSERT_TRUE(verified) << describe(verified.error());
  EXPECT_EQ(test::rows_of(*verified), written->tables);
}

TEST_P(RoundTrip, SqliteItselfMakesAnEqualDatabase) {
  const std::string text = dump();

  RawDatabase database(directory_ / "loaded.db");
  database.run("BEGIN;" + text + "COMMIT;");

  EXPECT_EQ(database.everything(), original_);
}

TEST_P(RoundTrip, NoStatementIsLongerThanD1Accepts) {
  const auto statements = sql::split(dump());
  ASSERT_TRUE(statements) << describe(statements.error());

  for (const sql::Statement& statement : *statements) {
    EXPECT_LT(statement.text.size(), 100'000U) << statement.text.substr(0, 100);
  }
}

TEST_P(RoundTrip, TheDumpOfTheLoadedDatabaseIsTheSame) {
  const std::string text = dump();
  RawDatabase(directory_ / "loaded.db").run("BEGIN;" + text + "COMMIT;");

  const auto reader = test::reader_of(directory_ / "loaded.db");
  MemorySink sink(1'000'000'000);
  ASSERT_TRUE(write_dump(*reader, {}, sink, {}));

  EXPECT_TRUE(sink.content() == text);
}

INSTANTIATE_TEST_SUITE_P(HardDatabases,
                         RoundTrip,
                         ::testing::ValuesIn(hard_databases()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace d1mcp::transfer
