// What undoes a migration, derived from its text.

#include "migration/inverse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/splitter.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Inverse inverse_of(std::string_view script, Definitions before = {}) {
  auto statements = sql::split(script);
  EXPECT_TRUE(statements) << statements.error().message;
  return derive_inverse(*statements, before);
}

struct InverseCase {
  const char* name;
  const char* script;
  std::vector<std::string> statements;
};

class DerivedInverse : public ::testing::TestWithParam<InverseCase> {};

TEST_P(DerivedInverse, UndoesEachStatementTheLastOneFirst) {
  const Inverse inverse = inverse_of(GetParam().script);

  EXPECT_EQ(inverse.statements, GetParam().statements);
  EXPECT_THAT(inverse.left, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Inverse,
    DerivedInverse,
    ::testing::Values(
        InverseCase{"table", "CREATE TABLE users (id)", {"DROP TABLE users"}},
        InverseCase{"schema_name", "create table main.users (id)", {"DROP TABLE users"}},
        InverseCase{
            "quoted_name", R"(CREATE TABLE "two words" (id))", {R"(DROP TABLE "two words")"}},
        InverseCase{"virtual_table",
                    "CREATE VIRTUAL TABLE IF NOT EXISTS notes USING fts5(a)",
                    {"DROP TABLE notes"}},
        InverseCase{"objects",
                    "CREATE TABLE a (x); CREATE UNIQUE INDEX i ON a (x); CREATE VIEW v AS SELECT 1;"
                    "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END",
                    {"DROP TRIGGER t", "DROP VIEW v", "DROP INDEX i", "DROP TABLE a"}},
        InverseCase{"added_column",
                    "ALTER TABLE a ADD COLUMN b INT; ALTER TABLE a ADD \"c d\"",
                    {"ALTER TABLE a DROP COLUMN \"c d\"", "ALTER TABLE a DROP COLUMN b"}},
        InverseCase{"renames",
                    "ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME x TO y",
                    {"ALTER TABLE b RENAME COLUMN y TO x", "ALTER TABLE b RENAME TO a"}},
        InverseCase{"rows_of_a_new_table",
                    "CREATE TABLE a (x); INSERT OR IGNORE INTO a VALUES (1); UPDATE a SET x = 2",
                    {"DROP TABLE a"}},
        InverseCase{"rows_of_a_new_table_renamed",
                    "CREATE TABLE a (x); ALTER TABLE a RENAME TO b; DELETE FROM b",
                    {"ALTER TABLE b RENAME TO a", "DROP TABLE a"}},
        InverseCase{"own_index_dropped",
                    "CREATE INDEX i ON a (x); DROP INDEX i",
                    {"CREATE INDEX i ON a (x)", "DROP INDEX i"}},
        InverseCase{"nothing", "PRAGMA defer_foreign_keys = ON; ANALYZE", {}}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Inverse, BringsBackWhatWasDroppedByItsDefinition) {
  const Inverse inverse =
      inverse_of("DROP INDEX I; DROP VIEW IF EXISTS v; DROP TRIGGER none",
                 {{"i", "CREATE INDEX i ON a (x)"}, {"v", "CREATE VIEW v AS SELECT 1"}});

  EXPECT_THAT(inverse.statements,
              ElementsAre("CREATE VIEW v AS SELECT 1", "CREATE INDEX i ON a (x)"));
  EXPECT_THAT(inverse.left, IsEmpty());
}

TEST(Inverse, LeavesAloneWhatWasThereBefore) {
  const Inverse inverse =
      inverse_of("CREATE TABLE IF NOT EXISTS a (x)", {{"a", "CREATE TABLE a (x)"}});

  EXPECT_THAT(inverse.statements, IsEmpty());
  EXPECT_THAT(inverse.left, IsEmpty());
}

TEST(Inverse, SaysWhatIsLost) {
  const Inverse inverse = inverse_of(
      "DROP TABLE a;\n"
      "ALTER TABLE b DROP COLUMN c;\n"
      "INSERT INTO b VALUES (1);\n"
      "CREATE TEMP TABLE t (x);",
      {{"a", "CREATE TABLE a (x)"}});

  EXPECT_THAT(inverse.statements, IsEmpty());
  EXPECT_THAT(inverse.left,
              ElementsAre("line 1, DROP TABLE a: the rows of a dropped table are gone",
                          "line 2, ALTER TABLE b DROP COLUMN c: the values of a dropped column "
                          "are gone",
                          HasSubstr("line 3, INSERT INTO b VALUES (1): it changes rows"),
                          HasSubstr("line 4")));
}

TEST(Inverse, ShowsTheBeginningOfALongStatement) {
  const Inverse inverse = inverse_of("DELETE FROM a\nWHERE x > 1");

  EXPECT_THAT(inverse.left, ElementsAre(HasSubstr("line 1, DELETE FROM a …: ")));
}

}  // namespace
}  // namespace d1mcp::migration
