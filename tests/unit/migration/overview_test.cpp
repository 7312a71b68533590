#include "migration/overview.hpp"

#include "fixture.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

HistoryRow row(std::string name) {
  return {.name = std::move(name), .applied_at = "2026-01-01 00:00:00"};
}

HistoryRow stamped(std::string name, std::string_view text) {
  HistoryRow applied = row(std::move(name));
  applied.stamp = Stamp{.file = fingerprint_of(text)};
  return applied;
}

class FolderAndHistory : public MigrationTest {};

TEST_F(FolderAndHistory, TellAppliedFromPending) {
  add("001_a.sql");
  add("001_a_rollback.sql");
  add("002_b.sql");

  const Overview overview = compare(directory(), {row("001_a.sql")});

  ASSERT_EQ(overview.entries.size(), 2U);
  EXPECT_EQ(overview.entries[0].name, "001_a.sql");
  EXPECT_EQ(overview.entries[0].state, State::applied);
  EXPECT_EQ(overview.entries[0].applied_at, "2026-01-01 00:00:00");
  EXPECT_EQ(overview.entries[0].rollback, "001_a_rollback.sql");
  EXPECT_EQ(overview.entries[1].state, State::pending);
  EXPECT_EQ(overview.entries[1].applied_at, "");
  EXPECT_EQ(overview.entries[1].rollback, "");
  EXPECT_EQ(overview.applied, 1U);
  EXPECT_EQ(overview.pending, 1U);
  EXPECT_THAT(overview.warnings, IsEmpty());
}

TEST_F(FolderAndHistory, NameAppliedFilesThatAreGoneFirst) {
  add("001_a.sql");

  const Overview overview = compare(directory(), {row("001_a.sql"), row("000_gone.sql")});

  ASSERT_EQ(overview.entries.size(), 2U);
  EXPECT_EQ(overview.entries[0].name, "000_gone.sql");
  EXPECT_EQ(overview.entries[0].state, State::file_missing);
  EXPECT_EQ(overview.applied, 1U) << "files that are applied";
  EXPECT_THAT(overview.warnings,
              ElementsAre(AllOf(HasSubstr("000_gone.sql"), HasSubstr("2026-01-01 00:00:00"))));
}

TEST_F(FolderAndHistory, TellThatARollbackWasAppliedAsAMigration) {
  add("001_a.sql");
  add("001_a_rollback.sql");

  const Overview overview = compare(directory(), {row("001_a.sql"), row("001_a_rollback.sql")});

  EXPECT_THAT(overview.warnings,
              ElementsAre(AllOf(HasSubstr("001_a_rollback.sql"), HasSubstr("rollback file"))));
}

TEST_F(FolderAndHistory, WarnOfAFileThatComesLate) {
  add("001_a.sql");
  add("002_late.sql");
  add("010_b.sql");
  add("011_c.sql");

  const Overview overview = compare(directory(), {row("001_a.sql"), row("010_b.sql")});

  EXPECT_THAT(overview.warnings,
              ElementsAre(AllOf(HasSubstr("002_late.sql"), HasSubstr("010_b.sql"))));
}

TEST_F(FolderAndHistory, PassTheFoldersWarningsOn) {
  add("001_a.sql");
  add("1_b.sql");

  EXPECT_THAT(compare(directory(), {}).warnings, ElementsAre(HasSubstr("used twice")));
}

TEST_F(FolderAndHistory, SayNothingOfAFileThatIsAsItWas) {
  add("001_a.sql", "CREATE TABLE a(x);");

  const Overview overview = compare(directory(), {stamped("001_a.sql", "CREATE TABLE a(x);")});

  EXPECT_FALSE(overview.entries[0].edit);
  EXPECT_THAT(overview.warnings, IsEmpty());
}

TEST_F(FolderAndHistory, TellACosmeticEditWithoutAWarning) {
  add("001_a.sql", "-- the first\r\nCREATE TABLE \"a\" ( x )");

  const Overview overview = compare(directory(), {stamped("001_a.sql", "CREATE TABLE a(x);")});

  ASSERT_TRUE(overview.entries[0].edit);
  EXPECT_EQ(overview.entries[0].edit->kind, EditKind::cosmetic);
  EXPECT_THAT(overview.warnings, IsEmpty());
}

TEST_F(FolderAndHistory, TellWhereAnEditChangesTheMeaning) {
  add("001_a.sql", "CREATE TABLE a(\n  x INTEGER);");

  const Overview overview = compare(directory(), {stamped("001_a.sql", "CREATE TABLE a(x TEXT);")});

  ASSERT_TRUE(overview.entries[0].edit);
  EXPECT_EQ(overview.entries[0].edit->kind, EditKind::meaning);
  EXPECT_THAT(overview.warnings,
              ElementsAre("001_a.sql was edited after it was applied at 2:5: TEXT -> INTEGER"));
}

TEST_F(FolderAndHistory, TellAnEditOfATextThatWasNotKept) {
  add("001_a.sql", "CREATE TABLE a(x INTEGER);");
  HistoryRow applied = stamped("001_a.sql", "CREATE TABLE a(x TEXT);");
  applied.stamp->file.text.reset();

  const Overview overview = compare(directory(), {applied});

  EXPECT_THAT(overview.warnings, ElementsAre("001_a.sql was edited after it was applied"));
}

TEST_F(FolderAndHistory, FollowARenameByWhatTheFileMeans) {
  add("005_better_name.sql", "-- 005\nCREATE TABLE a(x);");
  add("006_other.sql", "CREATE TABLE b(x);");

  const Overview overview = compare(directory(), {stamped("001_a.sql", "CREATE TABLE a(x);")});

  ASSERT_EQ(overview.entries.size(), 3U);
  EXPECT_EQ(overview.entries[0].state, State::file_missing);
  EXPECT_EQ(overview.entries[0].renamed, "005_better_name.sql");
  EXPECT_EQ(overview.entries[1].state, State::pending);
  EXPECT_EQ(overview.entries[1].renamed, "001_a.sql");
  EXPECT_EQ(overview.entries[2].renamed, "");
  EXPECT_THAT(overview.warnings, ElementsAre(HasSubstr("renamed to 005_better_name.sql")));
}

TEST_F(FolderAndHistory, TakeTwoFilesThatMeanTheSameForTwo) {
  add("011_a.sql", "DELETE FROM t;");
  add("012_b.sql", "DELETE FROM t;");

  const Overview overview =
      compare(directory(),
              {stamped("001_a.sql", "DELETE FROM t;"), stamped("002_b.sql", "DELETE FROM t;")});

  EXPECT_EQ(overview.entries[0].renamed, "011_a.sql");
  EXPECT_EQ(overview.entries[1].renamed, "012_b.sql");
}

TEST_F(FolderAndHistory, SayThatTheTextOfAMissingFileIsKept) {
  const Overview overview = compare(directory(), {stamped("001_a.sql", "CREATE TABLE a(x);")});

  EXPECT_THAT(overview.warnings, ElementsAre(HasSubstr("repair_history can put it back")));
}

TEST_F(FolderAndHistory, AreEmptyTogether) {
  const Overview overview = compare(directory(), {});

  EXPECT_THAT(overview.entries, IsEmpty());
  EXPECT_EQ(overview.applied + overview.pending, 0U);
}

TEST(StateText, IsTheWordOnTheWire) {
  EXPECT_EQ(to_string(State::applied), "applied");
  EXPECT_EQ(to_string(State::pending), "pending");
  EXPECT_EQ(to_string(State::file_missing), "file_missing");
}

}  // namespace
}  // namespace d1mcp::migration
