#include "fixture.hpp"

// The S, D, B, Q and X rules, each with a statement it finds on line 2 and one it lets pass.

namespace d1mcp::lint {
namespace {

using ::testing::Contains;

class StatementRules : public ::testing::TestWithParam<Row> {};

TEST_P(StatementRules, FindWhatIsWrongAndNothingElse) {
  finds_and_lets_pass(GetParam());
}

const std::string kTable =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT);"
    "INSERT INTO t (a, b) VALUES ('x', 'y'), ('x', NULL);";

std::string repeated(const std::string& part, int times, const std::string& separator) {
  std::string text = part;
  for (int i = 1; i < times; ++i) text += separator + part;
  return text;
}

std::string columns(int count) {
  std::string text = "c0";
  for (int i = 1; i < count; ++i) text += ", c" + std::to_string(i);
  return text;
}

INSTANTIATE_TEST_SUITE_P(
    Script,
    StatementRules,
    ::testing::Values(
        Row{"S01", kTable, "INSERT INTO t (a) VALUES ('x);", "SELECT 'x';"},
        Row{"S01", kTable, "/* open\nDROP TABLE t;", "/* closed */ SELECT 1;"},
        Row{"S02", kTable, "CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (a) -- end\n;"},
        Row{"S03", kTable, "BEGIN;", "SELECT 'BEGIN';", kSqlite},
        Row{"S04",
            kTable,
            "INSERT OR ROLLBACK INTO t (a) VALUES (1);",
            "INSERT OR ABORT INTO t (a) VALUES (1);"},
        Row{"S05", kTable, "VACUUM;", "REINDEX;", kSqlite},
        Row{"S05", kTable, "PRAGMA journal_mode=WAL;", "PRAGMA defer_foreign_keys=ON;", kSqlite},
        Row{"S06",
            kTable,
            "SELECT 1; PRAGMA foreign_keys=OFF;",
            "PRAGMA foreign_keys=OFF; SELECT 1; PRAGMA foreign_keys=ON;",
            kSqlite},
        Row{"S07", kTable, ".read x.sql", "SELECT 1;"},
        Row{"S08",
            kTable,
            "INSERT INTO t (a) VALUES ('then COMMIT; to save');",
            "INSERT INTO t (a) VALUES ('then COMMIT to save');"},
        Row{"S09", kTable, "SELEC 1;", "SELECT 1;"},
        Row{"S10",
            kTable,
            "INSERT INTO t (a) VALUES ('x --> statement-breakpoint');",
            "-- --> statement-breakpoint\nSELECT 1;"},
        Row{"S12", kTable, "PRAGMA user_version=3;", "PRAGMA user_version;", kSqlite},
        Row{"S13", kTable, "DELETE FROM sqlite_schema;", "SELECT * FROM sqlite_schema;", kSqlite}));

INSTANTIATE_TEST_SUITE_P(
    Data,
    StatementRules,
    ::testing::Values(
        Row{"D01", kTable, "DROP TABLE t;", "CREATE TABLE u (a); DROP TABLE u;"},
        Row{"D01",
            kTable,
            "DROP TABLE t; CREATE TABLE t (a);",
            "CREATE TABLE t_new (id INTEGER PRIMARY KEY, a TEXT, b TEXT);"
            "INSERT INTO t_new (id, a, b) SELECT id, a, b FROM t;"
            "DROP TABLE t; ALTER TABLE t_new RENAME TO t;"},
        Row{"D01",
            "CREATE TABLE t (a); CREATE TABLE u (a); INSERT INTO u VALUES (1);",
            "DROP TABLE u;",
            "DROP TABLE t;"},
        Row{"D02",
            kTable,
            "ALTER TABLE t DROP COLUMN a;",
            "ALTER TABLE t ADD COLUMN c TEXT; UPDATE t SET c = a; ALTER TABLE t DROP COLUMN a;"},
        Row{"D03", kTable, "DELETE FROM t;", "DELETE FROM t WHERE id = 1;"},
        Row{"D03",
            kTable,
            "UPDATE t SET a = 'z';",
            "ALTER TABLE t ADD COLUMN c TEXT; UPDATE t SET c = a;"},
        Row{"D04",
            kTable,
            "CREATE UNIQUE INDEX u ON t (a);",
            "CREATE UNIQUE INDEX u ON t (a, b); CREATE UNIQUE INDEX w ON t (b);"},
        Row{"D05",
            kTable,
            "CREATE TABLE n (b TEXT NOT NULL); INSERT INTO n (b) SELECT b FROM t;",
            "CREATE TABLE n (a TEXT NOT NULL); INSERT INTO n (a) SELECT a FROM t;"},
        Row{"D07",
            kTable,
            "INSERT OR IGNORE INTO t (id) SELECT id FROM t;",
            "INSERT OR IGNORE INTO t (id) VALUES (1);"},
        Row{"D09",
            kTable + "CREATE TRIGGER g AFTER UPDATE ON t BEGIN SELECT 1; END;",
            "UPDATE t SET a = 1 WHERE id = 1;",
            "INSERT INTO t (a) VALUES (1);"},
        Row{"D11",
            kTable,
            "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, other TEXT);",
            "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY,\n a TEXT, b TEXT);"},
        Row{"D12", kTable, "CREATE TABLE IF NOT EXISTS u (a);", "CREATE TABLE u (a);"},
        Row{"D13", kTable, "DROP TABLE IF EXISTS tt;", "DROP TABLE IF EXISTS t;"},
        Row{"D14",
            "CREATE TABLE p (a); CREATE UNIQUE INDEX u ON p (a); CREATE INDEX i ON p (a);"
            "CREATE TABLE c (x REFERENCES p (a));",
            "DROP INDEX u;",
            "DROP INDEX i;"}));

INSTANTIATE_TEST_SUITE_P(
    Deployment,
    StatementRules,
    ::testing::Values(Row{"B01",
                          kTable,
                          "ALTER TABLE t RENAME TO u;",
                          "ALTER TABLE t RENAME TO u; CREATE VIEW t AS SELECT * FROM u;"},
                      Row{"B02",
                          kTable,
                          "ALTER TABLE t RENAME COLUMN a TO c;",
                          "ALTER TABLE t ADD COLUMN c; ALTER TABLE t DROP COLUMN a;"
                          "ALTER TABLE t RENAME COLUMN c TO a;"},
                      Row{"B04",
                          kTable,
                          "CREATE UNIQUE INDEX u ON t (b);",
                          "CREATE TABLE n (a); CREATE UNIQUE INDEX u ON n (a);"}));

INSTANTIATE_TEST_SUITE_P(
    Meaning,
    StatementRules,
    ::testing::Values(
        Row{"Q01", kTable, "CREATE INDEX i ON t (\"typo\");", "CREATE INDEX i ON t (\"a\");"},
        Row{"Q01",
            kTable,
            "UPDATE t SET a = 1 WHERE \"nope\" = 1;",
            "UPDATE t SET a = 1 WHERE \"b\" = 1;"},
        Row{"Q02",
            "",
            "CREATE TABLE u (a TEXT DEFAULT 'CURRENT_TIMESTAMP');",
            "CREATE TABLE u (a TEXT DEFAULT CURRENT_TIMESTAMP, b DEFAULT 'x');"},
        Row{"Q03",
            "",
            "CREATE TABLE u (id INT PRIMARY KEY);",
            "CREATE TABLE u (id INTEGER PRIMARY KEY);"},
        Row{"Q04",
            "",
            "CREATE TABLE u (id TEXT PRIMARY KEY);",
            "CREATE TABLE u (id TEXT PRIMARY KEY NOT NULL); CREATE TABLE w (a TEXT PRIMARY KEY) "
            "STRICT; CREATE TABLE x (id INTEGER PRIMARY KEY);"},
        Row{"Q05", "", "CREATE TABLE u (a STRING);", "CREATE TABLE u (a TEXT, b DATETIME);"},
        Row{"Q07",
            "",
            "CREATE TABLE u (id INTEGER PRIMARY KEY AUTOINCREMENT);",
            "CREATE TABLE u (id INTEGER PRIMARY KEY);"},
        Row{"Q08",
            "CREATE TABLE t (a, b); CREATE INDEX ab ON t (a, b);",
            "CREATE INDEX just_a ON t (a);",
            "CREATE INDEX just_b ON t (b);"}));

INSTANTIATE_TEST_SUITE_P(
    OnD1,
    StatementRules,
    ::testing::Values(
        Row{"X01", kTable, "COMMIT;", "SELECT 1;"},
        Row{"X02",
            kTable,
            "INSERT INTO t (a) VALUES ('" + std::string(100'000, 'x') + "');",
            "INSERT INTO t (a) VALUES ('" + std::string(90'000, 'x') + "');"},
        Row{"X03",
            "",
            "CREATE TABLE wide (" + columns(101) + ");",
            "CREATE TABLE wide (" + columns(100) + ");"},
        Row{"X04",
            "CREATE TABLE w (" + columns(60) + ");",
            "INSERT INTO w (c0) SELECT 1 FROM (SELECT * FROM w a, w b);",
            "INSERT INTO w (c0) SELECT c1 FROM w;"},
        Row{"X05",
            kTable,
            "INSERT INTO t (a) " + repeated("SELECT 1", 6, " UNION ALL ") + ";",
            "INSERT INTO t (a) " + repeated("SELECT 1", 5, " UNION ALL ") + ";"},
        Row{"X06",
            kTable,
            "DELETE FROM t WHERE " + repeated("id = 1", 102, " OR ") + ";",
            "DELETE FROM t WHERE " + repeated("id = 1", 50, " OR ") + ";"},
        Row{"X07",
            kTable,
            "UPDATE t SET a = sqlite_version() WHERE id = 1;",
            "UPDATE t SET a = upper(b) WHERE id = 1;"},
        Row{"X08",
            kTable,
            "CREATE VIEW v AS SELECT sqlite_version() AS x;",
            "CREATE VIEW v AS SELECT upper(a) AS x FROM t;"},
        Row{"X08",
            kTable,
            "CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET b = sqlite_version(); END;",
            "CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET b = upper(a); END;"},
        Row{"X09",
            kTable,
            "DELETE FROM t WHERE a LIKE '" + std::string(51, 'x') + "';",
            "DELETE FROM t WHERE a LIKE '" + std::string(50, 'x') + "';"},
        Row{"X10",
            kTable,
            "UPDATE t SET a = max(" + repeated("1", 33, ",") + ") WHERE id = 1;",
            "UPDATE t SET a = max(" + repeated("1", 32, ",") + ") WHERE id = 1;"},
        Row{"X12", kTable, "CREATE TEMP TABLE u (a);", "CREATE TABLE temporary_u (a);"},
        Row{"X13", kTable, "ATTACH 'x.db' AS x;", "SELECT 'ATTACH';"},
        Row{"X14", kTable, "VACUUM;", "ANALYZE;"},
        Row{"X15",
            kTable,
            "CREATE VIRTUAL TABLE g USING geopoly(a);",
            "CREATE VIRTUAL TABLE f USING fts5(a);"},
        Row{"X16", kTable, "PRAGMA user_version=1;", "PRAGMA defer_foreign_keys=ON;"},
        Row{"X17", kTable, "PRAGMA foreign_keys = OFF;", "PRAGMA foreign_keys = ON;"},
        Row{"X18", kTable, "ALTER TABLE t RENAME TO _cf_t;", "ALTER TABLE t RENAME TO cf_t;"},
        Row{"X19",
            kTable,
            "ALTER TABLE t ALTER COLUMN a SET NOT NULL;",
            "ALTER TABLE t ADD COLUMN c;"},
        Row{"X20",
            kTable + "CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY, name TEXT);",
            "DELETE FROM d1_migrations WHERE id = 1;",
            "SELECT * FROM d1_migrations;"},
        Row{"X23",
            kTable,
            "CREATE TRIGGER g AFTER INSERT ON t BEGIN\r\nSELECT 1; END;",
            "CREATE TRIGGER g AFTER INSERT ON t BEGIN\nSELECT 1; END;\r\n"},
        Row{"X24", kTable, "CREATE VIRTUAL TABLE f USING fts5(a);", "CREATE TABLE f (a);"}));

TEST(StatementRule, D1sRulesAreNotForPlainSqlite) {
  const Case checked{.schema = kTable,
                     .sql = "CREATE TEMP TABLE u (a); UPDATE t SET a = sqlite_version() WHERE 1;",
                     .dialect = kSqlite};

  for (const std::string& found : found_in(checked)) EXPECT_NE(found.front(), 'X') << found;
}

TEST(StatementRule, SaysWhereSqliteStumbled) {
  EXPECT_THAT(found_in({.schema = kTable, .sql = "SELECT 1;\nCREATE INDEX i ON t (a,\n  nope);"}),
              Contains("S09@3"));
}

TEST(StatementRule, CountsTheRowsThatGo) {
  EXPECT_EQ(message_of("D01", {.schema = kTable, .sql = "DROP TABLE t;"}),
            "drops t with its 2 rows");
  EXPECT_EQ(message_of("D02", {.schema = kTable, .sql = "ALTER TABLE t DROP COLUMN b;"}),
            "drops t.b with 1 value that are not NULL");
}

TEST(StatementRule, AFailureIsToldOnce) {
  const Case checked{.schema = "",
                     .sql =
                         "CREATE TABLE t (a CHEC);\n"
                         "CREATE TABLE u (a) WHAT;\n"
                         "CREATE INDEX i ON u (a);\n"
                         "CREATE VIEW v AS SELECT 1 AS one;\n"};

  EXPECT_THAT(found_in(checked), testing::ElementsAre("S09@2"));
}

TEST(StatementRule, TypeOfAForeignKeyDiffers) {
  const std::string schema = "CREATE TABLE p (id INTEGER PRIMARY KEY);";

  EXPECT_FALSE(
      is_clean("K16", {.schema = schema, .sql = "CREATE TABLE c (pid TEXT REFERENCES p);"}));
  EXPECT_TRUE(
      is_clean("K16", {.schema = schema, .sql = "CREATE TABLE c (pid INTEGER REFERENCES p);"}));
}

TEST(StatementRule, OrphansAreCounted) {
  const std::string schema =
      "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (pid INTEGER);"
      "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1), (2), (NULL);";
  const std::string head = "CREATE TABLE n (pid INTEGER REFERENCES p (id));";

  EXPECT_EQ(
      message_of("K15", {.schema = schema, .sql = head + "INSERT INTO n (pid) SELECT pid FROM c;"}),
      "1 row of c point to no row of p");
  EXPECT_TRUE(is_clean(
      "K15", {.schema = schema, .sql = head + "INSERT INTO n (pid) SELECT id FROM p WHERE 1;"}));
}

}  // namespace
}  // namespace d1mcp::lint
