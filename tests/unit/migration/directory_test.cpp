#include "migration/directory.hpp"

#include "fixture.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class MigrationDirectory : public MigrationTest {};

TEST_F(MigrationDirectory, IsReadInWranglersOrder) {
  for (const char* name : {"10_late.sql", "2_second.sql", "0001_first.sql", "readme_last.sql"}) {
    add(name);
  }

  EXPECT_THAT(names_of(directory().files),
              ElementsAre("0001_first.sql", "2_second.sql", "10_late.sql", "readme_last.sql"));
  EXPECT_THAT(directory().warnings, IsEmpty());
}

TEST_F(MigrationDirectory, KnowsWhereEachFileIs) {
  const auto path = add("001_a.sql");

  ASSERT_EQ(directory().files.size(), 1U);
  EXPECT_EQ(directory().files[0].path, path);
  EXPECT_EQ(directory().path, folder());
}

TEST_F(MigrationDirectory, TakesOnlySqlFilesAtItsTop) {
  add("001_a.sql");
  add("notes.md");
  add("002_b.sql.bak");
  add("003_c.SQL");
  add("sub/004_d.sql");
  std::filesystem::create_directories(folder() / "005_folder.sql");

  EXPECT_THAT(names_of(directory().files), ElementsAre("001_a.sql"));
}

TEST_F(MigrationDirectory, PassesHiddenFilesAndFoldersBy) {
  add(".001_hidden.sql");
  add(".git/002_b.sql");
  add("._003_c.sql");

  EXPECT_THAT(directory({.matches = [](std::string_view) { return true; }}).files, IsEmpty());
}

TEST_F(MigrationDirectory, PassesLinksThatLeadNowhereBy) {
  add("001_a.sql");
  std::filesystem::create_symlink("002_b.sql", folder() / "002_b.sql");
  std::filesystem::create_symlink("gone.sql", folder() / "003_c.sql");

  EXPECT_THAT(names_of(directory().files), ElementsAre("001_a.sql"));
}

// wrangler 4.164.0: d1 migrations list names neither.
TEST_F(MigrationDirectory, LeavesOutLinksAsWranglerDoesAndSaysSo) {
  add("001_a.sql");
  temporary_.write("elsewhere/002_b.sql", "SELECT 1;");
  std::filesystem::create_symlink(temporary_ / "elsewhere/002_b.sql", folder() / "002_b.sql");
  std::filesystem::create_directory_symlink(temporary_ / "elsewhere", folder() / "linked");
  std::filesystem::create_symlink("nowhere", folder() / "notes.txt");
  const auto sql_anywhere = [](std::string_view name) { return name.ends_with(".sql"); };

  const Directory read = directory({.matches = sql_anywhere});

  EXPECT_THAT(names_of(read.files), ElementsAre("001_a.sql"));
  EXPECT_THAT(read.warnings,
              ElementsAre(HasSubstr("002_b.sql is a symbolic link and left out"),
                          HasSubstr("linked is a symbolic link to a folder")));
}

TEST_F(MigrationDirectory, MayItselfBeALink) {
  add("001_a.sql");
  std::filesystem::create_directory_symlink(folder(), temporary_ / "link");

  const auto read = read_directory(temporary_ / "link", {});

  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(names_of(read->files), ElementsAre("001_a.sql"));
}

TEST_F(MigrationDirectory, AsksThePatternForEachName) {
  add("001_a.sql");
  add("app/002_b.sql");
  add("app/deep/003_c.sql");

  const Directory read =
      directory({.matches = [](std::string_view name) { return name.starts_with("app/"); }});

  EXPECT_THAT(names_of(read.files), ElementsAre("app/002_b.sql", "app/deep/003_c.sql"));
}

TEST_F(MigrationDirectory, NeverTakesARollbackWhateverThePatternSays) {
  add("001_a.sql");
  add("001_a_rollback.sql");

  const Directory read = directory({.matches = [](std::string_view) { return true; }});

  EXPECT_THAT(names_of(read.files), ElementsAre("001_a.sql"));
  EXPECT_THAT(read.rollback_files, ElementsAre("001_a_rollback.sql"));
}

TEST_F(MigrationDirectory, WarnsOfANumberThatIsUsedTwice) {
  add("003_a.sql");
  add("3_b.sql");
  add("004_c.sql");

  EXPECT_THAT(directory().warnings,
              ElementsAre(AllOf(HasSubstr("3"), HasSubstr("003_a.sql"), HasSubstr("3_b.sql"))));
}

TEST_F(MigrationDirectory, DoesNotMindFilesWithoutNumbers) {
  add("a.sql");
  add("b.sql");

  EXPECT_THAT(directory().warnings, IsEmpty());
}

TEST_F(MigrationDirectory, ThatIsMissingIsNotFound) {
  const auto read = read_directory(temporary_ / "nowhere", {});

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::not_found);
  EXPECT_THAT(read.error().message, HasSubstr((temporary_ / "nowhere").string()));
  EXPECT_FALSE(read.error().hint.empty());
}

TEST_F(MigrationDirectory, ThatIsAFileIsNotFound) {
  const auto read = read_directory(temporary_.write("file", ""), {});

  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::not_found);
}

TEST_F(MigrationDirectory, KnownQueriesAreNoMigration) {
  add("001_a.sql");
  add("queries.sql");
  const DirectoryOptions everything{.matches = [](std::string_view) { return true; }};

  for (const Directory& read : {directory(), directory(everything)}) {
    EXPECT_THAT(names_of(read.files), ElementsAre("001_a.sql"));
    EXPECT_THAT(read.warnings, IsEmpty());
    EXPECT_EQ(read.queries, folder() / "queries.sql");
  }
}

TEST_F(MigrationDirectory, QueriesOfSubFoldersAreNotKnown) {
  add("001_a.sql");
  add("old/queries.sql");

  EXPECT_FALSE(directory().queries.has_value());
}

TEST_F(MigrationDirectory, ThatIsEmptyHasNoFiles) {
  EXPECT_THAT(directory().files, IsEmpty());
}

TEST_F(MigrationDirectory, WarnsOfRollbacksThatWranglerWouldRun) {
  add("001_a.sql");
  add("001_a_rollback.sql");

  const auto shared = directory({.matches = {}, .shared_with_wrangler = true}).warnings;
  const auto own = directory({.matches = {}, .shared_with_wrangler = false}).warnings;

  ASSERT_EQ(shared.size(), 1U);
  EXPECT_THAT(shared[0], HasSubstr("001_a_rollback.sql"));
  EXPECT_THAT(own, IsEmpty());
}

TEST_F(MigrationDirectory, DoesNotWarnOfRollbacksInAFolderOfTheirOwn) {
  add("001_a.sql");
  add("rollback/001_a.sql");

  EXPECT_THAT(directory({.matches = {}, .shared_with_wrangler = true}).warnings, IsEmpty());
}

class MigrationText : public MigrationTest {
 protected:
  Result<std::vector<sql::Statement>> read(std::string_view sql) {
    return read_statements({.name = "001_a.sql", .path = add("001_a.sql", sql), .rollback = {}});
  }
};

TEST_F(MigrationText, IsSplitIntoStatementsWithTheirLines) {
  const auto statements = read("-- head\nCREATE TABLE t(a);\n\nINSERT INTO t VALUES(';');\n");

  ASSERT_TRUE(statements) << statements.error().message;
  ASSERT_EQ(statements->size(), 2U);
  EXPECT_EQ((*statements)[1].text, "INSERT INTO t VALUES(';')");
  EXPECT_EQ((*statements)[1].start.line, 4U);
}

TEST_F(MigrationText, ThatCannotBeSplitNamesFileLineAndColumn) {
  const auto statements = read("SELECT 1;\n  SELECT 'open");

  ASSERT_FALSE(statements);
  ASSERT_TRUE(statements.error().place);
  EXPECT_EQ(statements.error().place->file, "001_a.sql");
  EXPECT_EQ(statements.error().place->line, 2U);
  EXPECT_EQ(statements.error().place->column, 10U);
}

TEST_F(MigrationText, ThatIsGoneIsNotFound) {
  const auto statements =
      read_statements({.name = "x.sql", .path = folder() / "x.sql", .rollback = {}});

  ASSERT_FALSE(statements);
  EXPECT_EQ(statements.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace d1mcp::migration
