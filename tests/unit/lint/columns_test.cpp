#include "fixture.hpp"

// The A rules: changes SQLite refuses, at once or as soon as there are rows.

namespace d1mcp::lint {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

class ColumnRules : public ::testing::TestWithParam<Row> {};

TEST_P(ColumnRules, FindWhatIsWrongAndNothingElse) {
  finds_and_lets_pass(GetParam());
}

const std::string kWithIndexes =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT UNIQUE, CHECK (b <> ''));"
    "CREATE INDEX t_a ON t (a);"
    "INSERT INTO t (a, b) VALUES ('x', 'y');";

INSTANTIATE_TEST_SUITE_P(
    Each,
    ColumnRules,
    ::testing::Values(
        Row{"A01", kWithIndexes, "ALTER TABLE t DROP COLUMN c;", "ALTER TABLE t ADD COLUMN d;"},
        Row{"A01", kWithIndexes, "ALTER TABLE t DROP COLUMN id;", "DROP INDEX t_a;"},
        Row{"A02",
            kWithIndexes,
            "ALTER TABLE t DROP COLUMN a;",
            "DROP INDEX t_a; ALTER TABLE t DROP COLUMN a;"},
        Row{"A03", kWithIndexes, "ALTER TABLE t DROP COLUMN b;", "ALTER TABLE t DROP COLUMN a;"},
        Row{"A04",
            "CREATE TABLE t (a, b); CREATE VIEW v AS SELECT a FROM t;",
            "ALTER TABLE t DROP COLUMN a;",
            "DROP VIEW v; ALTER TABLE t DROP COLUMN a; CREATE VIEW v AS SELECT b FROM t;"},
        Row{"A05", "CREATE TABLE t (a);", "ALTER TABLE t DROP COLUMN a;", "DROP TABLE t;"},
        Row{"A06",
            kWithIndexes,
            "ALTER TABLE t ADD COLUMN d TEXT UNIQUE;",
            "ALTER TABLE t ADD COLUMN d TEXT; CREATE UNIQUE INDEX t_d ON t (d);"},
        Row{"A07",
            kWithIndexes,
            "ALTER TABLE t ADD COLUMN d AS (a || b) STORED;",
            "ALTER TABLE t ADD COLUMN d AS (a || b) VIRTUAL;"},
        Row{"A08",
            kWithIndexes,
            "ALTER TABLE t ADD COLUMN d TEXT NOT NULL;",
            "ALTER TABLE t ADD COLUMN d TEXT NOT NULL DEFAULT '';"},
        Row{"A08",
            kWithIndexes,
            "ALTER TABLE t ADD COLUMN d TEXT DEFAULT NULL NOT NULL;",
            "CREATE TABLE u (a); ALTER TABLE u ADD COLUMN d TEXT NOT NULL;"},
        Row{"A09",
            kWithIndexes,
            "ALTER TABLE t ADD COLUMN d TEXT DEFAULT (datetime('now'));",
            "CREATE TABLE u (a, d TEXT DEFAULT (datetime('now')));"},
        Row{"A09",
            kWithIndexes,
            "ALTER TABLE t ADD COLUMN d TEXT DEFAULT CURRENT_TIMESTAMP;",
            "ALTER TABLE t ADD COLUMN d INTEGER DEFAULT -1;"},
        Row{"A10",
            kWithIndexes,
            "ALTER TABLE t ADD COLUMN d INTEGER DEFAULT 1 REFERENCES t;",
            "ALTER TABLE t ADD COLUMN d INTEGER REFERENCES t;"},
        Row{"A11",
            kWithIndexes,
            "ALTER TABLE t ADD COLUMN d INTEGER DEFAULT 0 CHECK (d > 0);",
            "ALTER TABLE t ADD COLUMN d INTEGER CHECK (d > 0);"},
        Row{"A12",
            kWithIndexes,
            "ALTER TABLE t ADD COLUMN A TEXT;",
            "ALTER TABLE t ADD COLUMN aa TEXT;"},
        Row{"A12",
            kWithIndexes,
            "ALTER TABLE t ADD COLUMN IF NOT EXISTS d TEXT;",
            "ALTER TABLE t ADD COLUMN d TEXT;"},
        Row{"A13",
            kWithIndexes,
            "ALTER TABLE t RENAME TO T;",
            "ALTER TABLE t RENAME TO t_; ALTER TABLE t_ RENAME TO T;"},
        Row{"A14",
            "CREATE TABLE t (a, b); CREATE VIEW v AS SELECT * FROM nope;",
            "ALTER TABLE t RENAME COLUMN a TO c;",
            "DROP VIEW v; ALTER TABLE t RENAME COLUMN a TO c;"},
        Row{"A16",
            "CREATE VIRTUAL TABLE f USING fts5(a);",
            "ALTER TABLE f ADD COLUMN b;",
            "DROP TABLE f;"},
        Row{"A17",
            "",
            "CREATE TABLE t (a TEXT CHECK (a < date('now')));",
            "CREATE TABLE t (a TEXT CHECK (a < date('2030-01-01')), b DEFAULT (date('now')));"},
        Row{"A18",
            "CREATE TABLE t (a);",
            "CREATE VIEW v AS SELECT nope FROM t;",
            "CREATE VIEW v AS SELECT a FROM t;"},
        Row{"A18",
            "CREATE TABLE t (a);",
            "CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO nope VALUES (1); END;",
            "CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET a = 1 WHERE a = 2; END;"},
        Row{"A18",
            "CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t;",
            "DROP TABLE t;",
            "DROP VIEW v; DROP TABLE t;"},
        Row{"A19", kWithIndexes, "CREATE TABLE T (x);", "CREATE TABLE u (x);"},
        Row{"A19", kWithIndexes, "CREATE TABLE sqlite_x (x);", "CREATE TABLE t2 (x);"},
        Row{"A20", "", "CREATE TABLE s (a VARCHAR(9)) STRICT;", "CREATE TABLE s (a TEXT) STRICT;"},
        Row{"A20",
            "",
            "CREATE TABLE s (a TEXT) WITHOUT ROWID;",
            "CREATE TABLE s (a TEXT PRIMARY KEY) WITHOUT ROWID;"}));

TEST(ColumnRule, ANewAlterIsAWarningForPlainSqlite) {
  const std::string schema = "CREATE TABLE t (a);";
  const std::string sql = "ALTER TABLE t ADD CONSTRAINT k CHECK (a > 0);";
  const auto found = found_in({.schema = schema, .sql = sql, .dialect = d1::Dialect::sqlite});

  EXPECT_THAT(found, testing::AnyOf(Contains("A15@1"), Contains("S09@1")));
  EXPECT_TRUE(is_clean("A15", {.schema = schema, .sql = sql}));
}

TEST(ColumnRule, TellsSqlitesReason) {
  EXPECT_THAT(message_of("A02", {.schema = kWithIndexes, .sql = "ALTER TABLE t DROP COLUMN a;"}),
              HasSubstr("error in index t_a after drop column"));
}

}  // namespace
}  // namespace d1mcp::lint
