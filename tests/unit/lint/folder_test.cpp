#include "fixture.hpp"

// The M rules and the directives.

namespace d1mcp::lint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> rules_of(const std::vector<Finding>& findings) {
  std::vector<std::string> rules;
  for (const Finding& finding : findings) {
    if (!finding.allowed) rules.push_back(finding.rule);
  }
  return rules;
}

Folder folder_with(std::vector<std::string> files, std::vector<std::string> applied = {}) {
  Folder folder;
  folder.files = std::move(files);
  folder.applied = std::move(applied);
  return folder;
}

TEST(FolderRules, FindNothingInAGoodFolder) {
  EXPECT_THAT(findings_of(folder_with({"010_a.sql", "020_b.sql", "030_c.sql"})), IsEmpty());
  EXPECT_THAT(findings_of(folder_with({"001_a.sql", "002_b.sql", "003_c.sql"}, {"001_a.sql"})),
              IsEmpty());
  EXPECT_THAT(findings_of(folder_with({"20250101120000_a.sql", "20250301120000_b.sql"})),
              IsEmpty());
}

TEST(FolderRules, FindWhatIsWrongWithNumbers) {
  EXPECT_THAT(rules_of(findings_of(folder_with({"001_a.sql", "init.sql"}))), ElementsAre("M01"));
  EXPECT_THAT(rules_of(findings_of(folder_with({"1_a.sql", "001_b.sql"}))), ElementsAre("M02"));
  EXPECT_THAT(rules_of(findings_of(folder_with({"001_a.sql", "002_b.sql", "004_c.sql"}))),
              ElementsAre("M03"));
  EXPECT_THAT(rules_of(findings_of(folder_with({"001_a.sql", "002_b.sql"}, {"002_b.sql"}))),
              ElementsAre("M04"));
  EXPECT_THAT(rules_of(findings_of(folder_with({"001_a.sql", "20250101120000_b.sql"}))),
              ElementsAre("M08"));
}

TEST(FolderRules, FindMissingFiles) {
  const auto findings = findings_of(folder_with({"002_b.sql"}, {"001_a.sql", "002_b.sql"}));

  EXPECT_THAT(rules_of(findings), ElementsAre("M07"));
  EXPECT_EQ(findings[0].place.file, "001_a.sql");
}

TEST(FolderRules, FindEditedFiles) {
  Folder folder = folder_with({"001_a.sql", "002_b.sql"}, {"001_a.sql", "002_b.sql"});
  folder.edited = {{.place = {.file = "001_a.sql", .line = 3, .column = 5, .statement = 0},
                    .change = "TEXT -> INTEGER"},
                   {.place = {.file = "002_b.sql"}, .change = {}, .is_cosmetic = true}};

  const auto findings = findings_of(folder);

  ASSERT_THAT(rules_of(findings), ElementsAre("M05", "M06"));
  EXPECT_EQ(findings[0].message, "edited after it was applied: TEXT -> INTEGER");
  EXPECT_EQ(findings[0].place.file, "001_a.sql");
  EXPECT_EQ(findings[0].place.line, 3U);
  EXPECT_EQ(findings[1].place.file, "002_b.sql");
  EXPECT_EQ(findings[1].severity, Severity::info);
}

TEST(FolderRules, FindRollbacksThatCanBeDerived) {
  Folder folder = folder_with({"001_a.sql"});
  folder.derivable = {{.name = "001_a.sql",
                       .rollback = "001_a_rollback.sql",
                       .statements = {"DROP INDEX i", "DROP TABLE t"}}};

  const auto findings = findings_of(folder);

  ASSERT_THAT(rules_of(findings), ElementsAre("M11"));
  EXPECT_EQ(findings[0].place.file, "001_a.sql");
  EXPECT_EQ(findings[0].fix, "write 001_a_rollback.sql: DROP INDEX i; DROP TABLE t;");
}

TEST(FolderRules, FindRollbacksThatWranglerRunsAndLoneOnes) {
  Folder folder = folder_with({"001_a.sql"});
  folder.rollbacks = {{.name = "001_a_rollback.sql", .forward = "001_a.sql"},
                      {.name = "002_b_rollback.sql", .forward = ""}};
  folder.run_by_wrangler = {"001_a_rollback.sql", "002_b_rollback.sql"};

  const auto findings = findings_of(folder);

  EXPECT_THAT(rules_of(findings), ElementsAre("M09", "M10"));
  EXPECT_EQ(findings[0].message,
            "wrangler d1 migrations apply would run 001_a_rollback.sql and 1 other file "
            "as a migration");
}

TEST(FolderRules, FindVerifyScriptsThatVerifyNothing) {
  Folder folder = folder_with({"001_a.sql"});
  folder.verifies = {{.name = "001_a_verify.sql", .forward = "001_a.sql"},
                     {.name = "002_b_verify.sql", .forward = ""}};

  const auto findings = findings_of(folder);

  ASSERT_THAT(rules_of(findings), ElementsAre("M10"));
  EXPECT_EQ(findings[0].message, "002_b_verify.sql verifies no migration of the folder");
}

TEST(FileRules, FindOddAndEmptyFiles) {
  EXPECT_THAT(found_in({.sql = "-- nothing\n"}), ElementsAre("M14@0"));
  EXPECT_THAT(found_in({.sql = "\xEF\xBB\xBF"
                               "CREATE TABLE t (a);"}),
              ElementsAre("M13@0"));
  EXPECT_THAT(found_in({.sql = "CREATE TABLE t (a\xC2\xA0);"}), ElementsAre("M13@1"));
  EXPECT_THAT(found_in({.sql = "CREATE TABLE t (a);" + std::string(1024 * 1024, ' ')}),
              ElementsAre("M15@0"));
  EXPECT_THAT(found_in({.sql = "CREATE TABLE t (a);"}), IsEmpty());
}

constexpr const char* kOneRow = "CREATE TABLE t (a); INSERT INTO t VALUES (1);";

TEST(Directives, AcceptAFindingOfTheNextStatement) {
  const Case allowed{.schema = kOneRow,
                     .sql = "SELECT 1;\n-- migrate:allow D03 a table of sessions\nDELETE FROM t;",
                     .dialect = kSqlite};

  EXPECT_THAT(found_in(allowed), IsEmpty());
  EXPECT_EQ(findings_of(allowed).front().allowed, "a table of sessions");
}

TEST(Directives, AcceptNothingOfOtherStatements) {
  const Case other{.schema = kOneRow,
                   .sql = "SELECT 1;\n-- migrate:allow D03 why\nSELECT 2;\nDELETE FROM t;",
                   .dialect = kSqlite};

  EXPECT_THAT(found_in(other), ElementsAre("L02@2", "D03@4"));
}

TEST(Directives, AreForTheWholeFileInItsHead) {
  EXPECT_THAT(found_in({.schema = kOneRow,
                        .sql = "-- migrate:allow D03 why\n\nSELECT 1;\nDELETE FROM t;",
                        .dialect = kSqlite}),
              IsEmpty());
  EXPECT_THAT(found_in({.schema = kOneRow,
                        .sql = "-- migrate:allow D03 why\nSELECT 1;\nDELETE FROM t;",
                        .dialect = kSqlite}),
              ElementsAre("L02@1", "D03@3"));
}

TEST(Directives, NeedAReason) {
  EXPECT_THAT(
      found_in(
          {.schema = kOneRow, .sql = "-- migrate:allow D03\nDELETE FROM t;", .dialect = kSqlite}),
      ElementsAre("L01@1", "D03@2"));
}

TEST(Directives, AcceptFindingsOnTheFile) {
  EXPECT_THAT(found_in({.sql = "-- migrate:allow M14 reserved\n"}), IsEmpty());
}

TEST(Directives, InsideStringsAreText) {
  EXPECT_THAT(found_in({.schema = kOneRow,
                        .sql = "INSERT INTO t VALUES ('\n-- migrate:allow D03 x');\nDELETE FROM t;",
                        .dialect = kSqlite}),
              ElementsAre("D03@3"));
}

}  // namespace
}  // namespace d1mcp::lint
