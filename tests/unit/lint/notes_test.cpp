#include "fixture.hpp"

// Names, types and what is only worth knowing.

namespace d1mcp::lint {
namespace {

using ::testing::Contains;

class Notes : public ::testing::TestWithParam<Row> {};

TEST_P(Notes, FindWhatIsThereAndNothingElse) {
  finds_and_lets_pass(GetParam());
}

const std::string kTables =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT DEFAULT 'x', b TEXT);"
    "CREATE TABLE other (id INTEGER PRIMARY KEY, a TEXT);"
    "INSERT INTO t (a) VALUES ('x');";

/// A rebuild of t with `columns` behind its own, which begins on this line.
std::string rebuild_with(const std::string& columns) {
  return "CREATE TABLE n (id INTEGER PRIMARY KEY, a TEXT DEFAULT 'x', b TEXT" + columns +
         "); INSERT INTO n (id, a, b) SELECT id, a, b FROM t;"
         "DROP TABLE t; ALTER TABLE n RENAME TO t;";
}

INSTANTIATE_TEST_SUITE_P(
    Names,
    Notes,
    ::testing::Values(
        Row{"Q06",
            "",
            "CREATE TABLE u (name VARCHAR(20));",
            "CREATE TABLE u (name VARCHAR, n NUMERIC(10, 2), c CHAR(2) CHECK (length(c) = 2));"},
        Row{"Q06",
            kTables,
            "ALTER TABLE t ADD COLUMN c VARCHAR(9);",
            "ALTER TABLE t ADD COLUMN c TEXT;"},
        Row{"Q09", "", "CREATE TABLE \"order\" (a);", "CREATE TABLE orders (key, \"desc\", type);"},
        Row{"Q09", "", "CREATE TABLE u (a, [group] TEXT);", "CREATE TABLE u (a, groups TEXT);"},
        Row{"Q09",
            kTables,
            "ALTER TABLE t RENAME COLUMN a TO \"from\";",
            "ALTER TABLE t RENAME COLUMN a TO sender;"},
        Row{"Q10",
            "",
            "CREATE TABLE u (rowid TEXT, a);",
            "CREATE TABLE u (rowid INTEGER PRIMARY KEY, a);"
            "CREATE TABLE w (rowid TEXT PRIMARY KEY) WITHOUT ROWID;"},
        Row{"Q10", "", "CREATE TABLE u (a, oid TEXT);", "CREATE TABLE u (a, void TEXT);"},
        Row{"Q10",
            "CREATE TABLE w (a TEXT PRIMARY KEY) WITHOUT ROWID; CREATE TABLE t (a);",
            "DELETE FROM w WHERE rowid = 1;",
            "DELETE FROM t WHERE rowid = 1; DELETE FROM w WHERE a = 'rowid';"}));

INSTANTIATE_TEST_SUITE_P(
    Files,
    Notes,
    ::testing::Values(
        Row{"S11",
            kTables,
            "UPDATE other SET a = 1 WHERE id = 1; ALTER TABLE t DROP COLUMN b;",
            "ALTER TABLE other ADD COLUMN c; UPDATE other SET c = a WHERE id = 1;"},
        Row{"S11",
            kTables,
            "DELETE FROM other WHERE id = 1; ALTER TABLE t ADD COLUMN c;",
            "DELETE FROM other WHERE a IN (SELECT b FROM t); ALTER TABLE t DROP COLUMN b;"
            "CREATE TABLE u (a);"},
        Row{"X26",
            kTables,
            "DROP TABLE t;",
            "CREATE TABLE u (a); DROP TABLE u; ALTER TABLE t ADD COLUMN c;"
            "DELETE FROM t WHERE id = 1;"}));

INSTANTIATE_TEST_SUITE_P(
    Rebuilds,
    Notes,
    ::testing::Values(
        Row{"K17",
            kTables,
            rebuild_with(", c TEXT NOT NULL DEFAULT ''"),
            rebuild_with(", c TEXT NOT NULL")},
        Row{"K17", kTables, rebuild_with(""), rebuild_with(" NOT NULL")},
        Row{"K17", kTables, rebuild_with(", c INTEGER"), rebuild_with(", c TEXT UNIQUE")},
        Row{"K19",
            kTables + "CREATE INDEX i ON t (a); ANALYZE;",
            rebuild_with(" NOT NULL"),
            rebuild_with(" NOT NULL") + "ANALYZE t;"},
        Row{"K19",
            kTables + "CREATE INDEX i ON t (a); ANALYZE;",
            rebuild_with(" NOT NULL"),
            "ALTER TABLE t ADD COLUMN c;",
            kSqlite}));

TEST(Note, APlainNameOfTheRowidIsWorse) {
  const auto severity_of = [](const std::string& column) {
    for (const Finding& finding : findings_of({.sql = "CREATE TABLE u (" + column + " TEXT);"})) {
      if (finding.rule == "Q10") return finding.severity;
    }
    return Severity::error;
  };

  EXPECT_EQ(severity_of("rowid"), Severity::warning);
  EXPECT_EQ(severity_of("_rowid_"), Severity::info);
}

TEST(Note, StatisticsThatWereNeverMadeAreNotLost) {
  EXPECT_TRUE(is_clean("K19", {.schema = kTables, .sql = rebuild_with(" NOT NULL")}));
}

TEST(Note, TimeTravelIsOnD1Only) {
  EXPECT_TRUE(is_clean("X26", {.schema = kTables, .sql = "DROP TABLE t;", .dialect = kSqlite}));
}

TEST(Note, ARebuildThatOnlyAddsSaysWhat) {
  EXPECT_EQ(message_of("K17", {.schema = kTables, .sql = rebuild_with(", c TEXT")}),
            "the rebuild of t only adds c: ALTER TABLE ADD COLUMN does that");
}

}  // namespace
}  // namespace d1mcp::lint
