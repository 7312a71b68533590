#include "fixture.hpp"

// The K rules: foreign keys, and tables that are made anew.

namespace d1mcp::lint {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

constexpr const char* kCascade =
    "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE c (id INTEGER PRIMARY KEY, pid INTEGER REFERENCES p ON DELETE CASCADE);"
    "CREATE INDEX c_pid ON c (pid);"
    "INSERT INTO p VALUES (1, 'a'); INSERT INTO c VALUES (1, 1), (2, 1), (3, 1);";

constexpr const char* kNoAction =
    "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE c (id INTEGER PRIMARY KEY, pid INTEGER REFERENCES p);"
    "CREATE INDEX c_pid ON c (pid);"
    "INSERT INTO p VALUES (1, 'a'); INSERT INTO c VALUES (1, 1);";

/// The rebuild SQLite documents, behind `first`.
std::string rebuild_behind(const std::string& first) {
  return first +
         "\nCREATE TABLE p_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
         "INSERT INTO p_new (id, name) SELECT id, name FROM p;\n"
         "DROP TABLE p;\n"
         "ALTER TABLE p_new RENAME TO p;\n";
}

constexpr const char* kSameName =
    "PRAGMA defer_foreign_keys=ON;\n"
    "CREATE TABLE p__bak AS SELECT * FROM p;\n"
    "DROP TABLE p;\n"
    "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
    "INSERT INTO p (id, name) SELECT id, name FROM p__bak;\n"
    "DROP TABLE p__bak;\n";

TEST(ForeignKeyRules, CascadingRebuildIsFoundWhateverThePragma) {
  for (const char* first :
       {"-- plain", "PRAGMA foreign_keys=OFF;", "PRAGMA defer_foreign_keys=ON;"}) {
    const Case rebuild{.schema = kCascade, .sql = rebuild_behind(first)};

    EXPECT_THAT(found_in(rebuild), Contains("K01@4")) << first;
  }
}

TEST(ForeignKeyRules, ARebuildThatBeginsWithForeignKeysOffIsFineWhereThatIsObeyed) {
  for (const char* schema : {kCascade, kNoAction}) {
    const Case rebuild{
        .schema = schema, .sql = rebuild_behind("PRAGMA foreign_keys=OFF;"), .dialect = kSqlite};

    for (const char* rule : {"K01", "K03", "S06"}) EXPECT_TRUE(is_clean(rule, rebuild)) << rule;
  }
  const Case late{.schema = kCascade,
                  .sql = rebuild_behind("SELECT 1; PRAGMA foreign_keys=OFF;"),
                  .dialect = kSqlite};
  EXPECT_THAT(found_in(late), ::testing::IsSupersetOf({"S06@1", "K01@4"}));
}

TEST(ForeignKeyRules, CascadeNamesTheChildren) {
  EXPECT_THAT(message_of("K01", {.schema = kCascade, .sql = rebuild_behind("")}),
              HasSubstr("deletes the rows of c that reference it"));
}

TEST(ForeignKeyRules, ChildrenDroppedFirstAreNotLost) {
  EXPECT_TRUE(is_clean("K01", {.schema = kCascade, .sql = "DROP TABLE c; DROP TABLE p;"}));
  EXPECT_TRUE(is_clean("K01", {.schema = kCascade, .sql = "DROP TABLE p; DROP TABLE c;"}));
}

TEST(ForeignKeyRules, AlteringAParentIsFine) {
  const Case altered{.schema = kCascade,
                     .sql =
                         "ALTER TABLE p ADD COLUMN name__new TEXT NOT NULL DEFAULT '';\n"
                         "UPDATE p SET name__new = COALESCE(name, '') WHERE true;\n"
                         "ALTER TABLE p DROP COLUMN name;\n"
                         "ALTER TABLE p RENAME COLUMN name__new TO name;\n"};

  EXPECT_TRUE(is_clean("K01", altered));
}

TEST(ForeignKeyRules, SetNullIsFound) {
  const Case dropped{.schema =
                         "CREATE TABLE p (id INTEGER PRIMARY KEY);"
                         "CREATE TABLE c (pid INTEGER REFERENCES p ON DELETE SET NULL);",
                     .sql = "\nDROP TABLE p;"};

  EXPECT_THAT(found_in(dropped), Contains("K02@2"));
  EXPECT_TRUE(is_clean("K02", {.schema = kCascade, .sql = "DROP TABLE p;"}));
}

TEST(ForeignKeyRules, DeferredRenameIsNotPaidBack) {
  EXPECT_THAT(
      found_in({.schema = kNoAction, .sql = rebuild_behind("PRAGMA defer_foreign_keys=ON;")}),
      Contains("K03@4"));
  EXPECT_TRUE(is_clean("K03", {.schema = kNoAction, .sql = kSameName}));
}

TEST(ForeignKeyRules, RenamingTheOriginalAwayIsFound) {
  const Case renamed{.schema = kNoAction,
                     .sql =
                         "ALTER TABLE p RENAME TO p_old;\n"
                         "CREATE TABLE p (id INTEGER PRIMARY KEY);\n"};

  EXPECT_THAT(found_in(renamed), Contains("K04@1"));
  EXPECT_TRUE(is_clean("K04", {.schema = kNoAction, .sql = rebuild_behind("")}));
  EXPECT_TRUE(is_clean("K04", {.schema = kNoAction, .sql = "ALTER TABLE p RENAME TO q;"}));
}

TEST(ForeignKeyRules, LostIndexesAndTriggersAreNamed) {
  const std::string schema =
      "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT UNIQUE);"
      "CREATE INDEX p_name ON p (name);"
      "CREATE TRIGGER tg AFTER INSERT ON p BEGIN SELECT 1; END;";

  EXPECT_EQ(message_of("K05", {.schema = schema, .sql = rebuild_behind("")}),
            "the rebuild of p loses UNIQUE (name), index p_name, trigger tg");
  EXPECT_THAT(found_in({.schema = schema, .sql = rebuild_behind("")}), Contains("K05@4"));
}

TEST(ForeignKeyRules, RestoredIndexesAreNotLost) {
  const std::string schema =
      "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT); CREATE INDEX p_name ON p (name);";

  EXPECT_TRUE(is_clean(
      "K05", {.schema = schema, .sql = rebuild_behind("") + "CREATE INDEX p_by_name ON p(name);"}));
}

TEST(ForeignKeyRules, SequenceIsForgotten) {
  const std::string schema = "CREATE TABLE p (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT);";
  const std::string restored =
      rebuild_behind("") + "UPDATE sqlite_sequence SET seq = 9 WHERE name = 'p';";

  EXPECT_THAT(found_in({.schema = schema, .sql = rebuild_behind("")}), Contains("K06@4"));
  EXPECT_TRUE(is_clean("K06", {.schema = schema, .sql = restored}));
}

TEST(ForeignKeyRules, RowidsOfAFullTextIndexChange) {
  const std::string schema =
      "CREATE TABLE p (name TEXT); CREATE VIRTUAL TABLE f USING fts5(name, content='p');";
  const std::string sql =
      "CREATE TABLE p_new (name TEXT NOT NULL);\n"
      "INSERT INTO p_new (name) SELECT name FROM p;\n"
      "DROP TABLE p;\n"
      "ALTER TABLE p_new RENAME TO p;\n";

  EXPECT_THAT(found_in({.schema = schema, .sql = sql}), Contains("K07@3"));
  EXPECT_TRUE(is_clean("K07", {.schema = "CREATE TABLE p (name TEXT);", .sql = sql}));
}

TEST(ForeignKeyRules, SelfReferenceActsOnTheCopy) {
  const std::string schema =
      "CREATE TABLE p (id INTEGER PRIMARY KEY, up INTEGER REFERENCES p ON DELETE CASCADE);"
      "CREATE INDEX p_up ON p (up);";
  const std::string sql =
      "CREATE TABLE n (id INTEGER PRIMARY KEY, up INTEGER REFERENCES p ON DELETE CASCADE);\n"
      "INSERT INTO n (id, up) SELECT id, up FROM p;\n"
      "DROP TABLE p;\n"
      "ALTER TABLE n RENAME TO p;\n"
      "CREATE INDEX p_up ON p (up);\n";

  EXPECT_THAT(found_in({.schema = schema, .sql = sql}), testing::ElementsAre("K08@3", "K17@3"));
  EXPECT_TRUE(is_clean("K08", {.schema = kNoAction, .sql = kSameName}));
}

TEST(ForeignKeyRules, CopyByPositionIsFoundUnlessTheColumnsAgree) {
  const std::string schema = "CREATE TABLE a (x, y); CREATE TABLE b (y, x); CREATE TABLE d (x, y);";

  EXPECT_THAT(found_in({.schema = schema, .sql = "\nINSERT INTO b SELECT * FROM a;"}),
              Contains("K09@2"));
  EXPECT_THAT(found_in({.schema = schema, .sql = "INSERT INTO b SELECT x, y FROM a;"}),
              Contains("K09@1"));
  EXPECT_TRUE(is_clean("K09", {.schema = schema, .sql = "INSERT INTO d SELECT * FROM a;"}));
  EXPECT_TRUE(
      is_clean("K09", {.schema = schema, .sql = "INSERT INTO b (x, y) SELECT x, y FROM a;"}));
  EXPECT_TRUE(is_clean("K09", {.schema = schema, .sql = "INSERT INTO b VALUES (1, 2);"}));
}

TEST(ForeignKeyRules, CopiedNameIsText) {
  const std::string schema = "CREATE TABLE a (x, y); CREATE TABLE b (x, z);";
  const Case copied{.schema = schema,
                    .sql = "INSERT INTO b (\"x\", \"z\")\n  SELECT \"x\", \"z\" FROM a;"};

  EXPECT_THAT(found_in(copied), testing::ElementsAre("K10@2"));
  EXPECT_TRUE(is_clean(
      "K10",
      {.schema = schema, .sql = "INSERT INTO b (\"x\", \"z\") SELECT \"x\", \"y\" FROM a;"}));
}

TEST(ForeignKeyRules, ColumnLeftBehindIsNamed) {
  const std::string schema = "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT, age INTEGER);";

  EXPECT_EQ(message_of("K11", {.schema = schema, .sql = rebuild_behind("")}),
            "the values of p.age are not copied");
  EXPECT_TRUE(is_clean("K11", {.schema = kNoAction, .sql = rebuild_behind("")}));
}

TEST(ForeignKeyRules, TableFromASelectIsFoundUnlessItIsDropped) {
  EXPECT_THAT(found_in({.schema = kNoAction, .sql = "CREATE TABLE q AS SELECT * FROM p;"}),
              Contains("K12@1"));
  EXPECT_TRUE(is_clean("K12", {.schema = kNoAction, .sql = kSameName}));
}

TEST(ForeignKeyRules, UnusableKeysAreFound) {
  const std::string schema = "CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT);";

  EXPECT_THAT(found_in({.schema = schema, .sql = "CREATE TABLE c (a REFERENCES nope (id));"}),
              Contains("K13@1"));
  EXPECT_EQ(message_of("K13", {.schema = schema, .sql = "CREATE TABLE c (a REFERENCES p (name));"}),
            "every write to c(a) will fail: p(name) is not unique");
  EXPECT_TRUE(is_clean("K13", {.schema = schema, .sql = "CREATE TABLE c (a REFERENCES p);"}));
  EXPECT_TRUE(is_clean("K13",
                       {.schema = schema,
                        .sql = "CREATE TABLE c (a REFERENCES p (name));"
                               "CREATE UNIQUE INDEX u ON p (name);"}));
}

TEST(ForeignKeyRules, KeysWithoutAnIndexAreFound) {
  EXPECT_THAT(found_in({.schema = kNoAction, .sql = "\nCREATE TABLE d (x REFERENCES p);"}),
              Contains("K14@2"));
  EXPECT_TRUE(is_clean(
      "K14",
      {.schema = kNoAction, .sql = "CREATE TABLE d (x REFERENCES p); CREATE INDEX i ON d (x);"}));
}

TEST(ForeignKeyRules, LeftoverHelpersAreFound) {
  EXPECT_THAT(found_in({.schema = kNoAction, .sql = "CREATE TABLE p_new (id);"}),
              Contains("K18@1"));
  EXPECT_TRUE(is_clean("K18", {.schema = kNoAction, .sql = kSameName}));
}

TEST(ForeignKeyRules, ReplacingAParentIsFound) {
  EXPECT_THAT(found_in({.schema = kNoAction, .sql = "REPLACE INTO p (id) VALUES (1);"}),
              Contains("K20@1"));
  EXPECT_TRUE(is_clean("K20", {.schema = kNoAction, .sql = "REPLACE INTO c (id) VALUES (1);"}));
}

}  // namespace
}  // namespace d1mcp::lint
