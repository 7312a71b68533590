#include "fixture.hpp"

namespace d1mcp::drift {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Compare : public DriftTest {};

constexpr const char* kTable = "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT);";

TEST_F(Compare, FindsNothingInEqualSchemas) {
  EXPECT_THAT(differences(kTable, kTable), IsEmpty());
}

TEST_F(Compare, LeavesOutWhatIsNobodys) {
  EXPECT_THAT(differences("CREATE TABLE _cf_KV(a); CREATE TABLE d1_migrations(a);"
                          "CREATE VIRTUAL TABLE f USING fts5(x);"
                          "CREATE TABLE n(id INTEGER PRIMARY KEY AUTOINCREMENT);",
                          "CREATE VIRTUAL TABLE f USING fts5(x);"
                          "CREATE TABLE n(id INTEGER PRIMARY KEY AUTOINCREMENT);"),
              IsEmpty());
}

TEST_F(Compare, NamesWhatIsMissingAndWhatIsExtra) {
  const auto found = differences("CREATE TABLE here(a); CREATE INDEX i ON here(a);",
                                 "CREATE TABLE there(a); CREATE VIEW v AS SELECT 1 AS x;");

  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].name, "here");
  EXPECT_EQ(found[0].kind, Kind::extra);
  EXPECT_EQ(found[1].name, "there");
  EXPECT_EQ(found[1].kind, Kind::missing);
  EXPECT_EQ(found[2].name, "i");
  EXPECT_EQ(found[2].table, "here");
  EXPECT_EQ(found[3].name, "v");
  EXPECT_TRUE(differ_in_meaning(found));
}

TEST_F(Compare, TellsTextFromMeaning) {
  const Difference found =
      difference("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT);",
                 "create table \"t\" ( id integer primary key, a text -- A\n)");

  EXPECT_EQ(found.weight, Weight::text_only);
  EXPECT_THAT(found.what, IsEmpty());
  EXPECT_FALSE(differ_in_meaning({found}));
}

TEST_F(Compare, SeesThatOtherTokensMayMeanTheSame) {
  EXPECT_EQ(difference("CREATE TABLE t(a TEXT UNIQUE, b INT CONSTRAINT positive CHECK (b > 0));",
                       "CREATE TABLE t(a TEXT, b INT, UNIQUE (a), CHECK (b>0));")
                .weight,
            Weight::text_only);
}

TEST_F(Compare, SeesThatAnAlteredTableIsTheOneWrittenAtOnce) {
  EXPECT_FALSE(differ_in_meaning(
      differences("CREATE TABLE t(a); ALTER TABLE t ADD COLUMN b TEXT DEFAULT 'x';"
                  "ALTER TABLE t RENAME TO u; ALTER TABLE u RENAME COLUMN a TO c;",
                  "CREATE TABLE u (c, b TEXT DEFAULT 'x')")));
}

struct Row {
  const char* here;
  const char* there;
  const char* phrase;
};

class Phrase : public DriftTest, public ::testing::WithParamInterface<Row> {};

TEST_P(Phrase, SaysWhatDiffers) {
  const auto& [here, there, phrase] = GetParam();

  const Difference found = difference(here, there);

  EXPECT_EQ(found.kind, Kind::changed);
  EXPECT_EQ(found.weight, Weight::meaning);
  EXPECT_THAT(found.what, ElementsAre(phrase));
}

INSTANTIATE_TEST_SUITE_P(
    Schema,
    Phrase,
    ::testing::Values(
        Row{"CREATE TABLE t(a TEXT)",
            "CREATE TABLE t(a INT)",
            "column a: type: TEXT here, INT there"},
        Row{"CREATE TABLE t(a)", "CREATE TABLE t(a NOT NULL)", "column a: NOT NULL: only there"},
        Row{"CREATE TABLE t(a DEFAULT 'x')",
            "CREATE TABLE t(a DEFAULT 'X')",
            "column a: DEFAULT: 'x' here, 'X' there"},
        Row{"CREATE TABLE t(a)",
            "CREATE TABLE t(a DEFAULT CURRENT_TIMESTAMP)",
            "column a: DEFAULT: none here, CURRENT_TIMESTAMP there"},
        Row{"CREATE TABLE t(a COLLATE NOCASE)",
            "CREATE TABLE t(a)",
            "column a: COLLATE: NOCASE here, none there"},
        Row{"CREATE TABLE t(a, b AS (a + 1))",
            "CREATE TABLE t(a, b AS (a + 1) STORED)",
            "column b: generated: AS (a + 1) VIRTUAL here, AS (a + 1) STORED there"},
        Row{"CREATE TABLE t(a, b)", "CREATE TABLE t(a)", "column b: only here"},
        Row{"CREATE TABLE t(a, b)",
            "CREATE TABLE t(b, a)",
            "order of columns: a, b here, b, a there"},
        Row{"CREATE TABLE t(a, CHECK (a > 0))", "CREATE TABLE t(a)", "CHECK (a > 0): only here"},
        Row{"CREATE TABLE t(a UNIQUE)", "CREATE TABLE t(a)", "UNIQUE (a): only here"},
        Row{"CREATE TABLE t(a UNIQUE ON CONFLICT IGNORE)",
            "CREATE TABLE t(a UNIQUE)",
            "ON CONFLICT ignore: only here"},
        Row{"CREATE TABLE t(a INT) STRICT", "CREATE TABLE t(a INT)", "STRICT: only here"},
        Row{"CREATE TABLE t(a INT NOT NULL PRIMARY KEY) WITHOUT ROWID",
            "CREATE TABLE t(a INT NOT NULL PRIMARY KEY)",
            "WITHOUT ROWID: only here"},
        Row{"CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)",
            "CREATE TABLE t(a INTEGER PRIMARY KEY)",
            "AUTOINCREMENT: only here"},
        Row{"CREATE VIRTUAL TABLE t USING fts5(x)",
            "CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'porter')",
            "arguments of the module"}));

TEST_F(Compare, SaysWhatDiffersInForeignKeys) {
  const auto found = difference(
      "CREATE TABLE p(id INTEGER PRIMARY KEY);"
      "CREATE TABLE t(p REFERENCES p(id) ON DELETE CASCADE);",
      "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE t(p REFERENCES p(id));");

  EXPECT_THAT(found.what,
              ElementsAre("FOREIGN KEY (p) REFERENCES p (id) ON DELETE CASCADE: only here",
                          "FOREIGN KEY (p) REFERENCES p (id): only there"));
}

struct IndexRow {
  const char* here;
  const char* there;
  const char* phrase;
};

class IndexPhrase : public DriftTest, public ::testing::WithParamInterface<IndexRow> {};

TEST_P(IndexPhrase, SaysWhatDiffers) {
  const std::string table = "CREATE TABLE t(a, b);";
  const auto& [here, there, phrase] = GetParam();

  const Difference found = difference(table + here, table + there);

  EXPECT_EQ(found.type, "index");
  EXPECT_THAT(found.what, ElementsAre(phrase));
}

INSTANTIATE_TEST_SUITE_P(Schema,
                         IndexPhrase,
                         ::testing::Values(IndexRow{"CREATE INDEX i ON t(a)",
                                                    "CREATE UNIQUE INDEX i ON t(a)",
                                                    "UNIQUE: only there"},
                                           IndexRow{"CREATE INDEX i ON t(a)",
                                                    "CREATE INDEX i ON t(a, b DESC)",
                                                    "columns: a here, a, b DESC there"},
                                           IndexRow{
                                               "CREATE INDEX i ON t(a COLLATE NOCASE)",
                                               "CREATE INDEX i ON t(lower(a))",
                                               "columns: a COLLATE NOCASE here, lower(a) there"},
                                           IndexRow{"CREATE INDEX i ON t(a) WHERE b > 0",
                                                    "CREATE INDEX i ON t(a)",
                                                    "WHERE: b > 0 here, none there"}));

TEST_F(Compare, SaysWhereViewsAndTriggersDiffer) {
  const std::string table = "CREATE TABLE t(a);";
  const auto view = difference(table + "CREATE VIEW v AS SELECT a FROM t;",
                               table + "CREATE VIEW v AS\nSELECT a + 1 AS a FROM t;");

  EXPECT_EQ(view.weight, Weight::meaning);
  EXPECT_THAT(view.what, ElementsAre("text: FROM here, + there (at 2:10 there)"));
}

TEST_F(Compare, TakesATriggerAndATableOfOneNameForTwo) {
  const auto found = differences("CREATE TABLE t(a); CREATE TABLE x(a);",
                                 "CREATE TABLE t(a); CREATE TABLE x(a);"
                                 "CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END;");

  EXPECT_THAT(found, ElementsAre(Field(&Difference::type, "trigger")));
}

}  // namespace
}  // namespace d1mcp::drift
