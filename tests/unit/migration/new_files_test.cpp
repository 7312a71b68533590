// Writing the files of a new migration.

#include "migration/new_files.hpp"

#include "unit/migration/fixture.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::MatchesRegex;

NewFiles files_to_write() {
  return {.name = "001_a.sql",
          .text = "up",
          .rollback_name = "rollback/001_a.sql",
          .rollback_text = "down"};
}

TEST(DescriptionOf, IsInSnakeCase) {
  EXPECT_EQ(description_of("Add phone  to Users!").value(), "add_phone_to_users");
  EXPECT_EQ(description_of("v2: totp").value(), "v2_totp");
  EXPECT_EQ(description_of("../../etc/passwd").value(), "etc_passwd");
}

TEST(DescriptionOf, RefusesWhatSaysNothing) {
  EXPECT_EQ(description_of("--").error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(description_of(std::string(81, 'a')).error().code, ErrorCode::invalid_argument);
}

class NewFilesTest : public MigrationTest {
 protected:
  std::string content(const std::string& name) const {
    auto text = read_file(folder() / name, 1000);
    return text ? *text : "(missing)";
  }
};

TEST_F(NewFilesTest, AreNumberedAfterTheNewest) {
  add("007_old.sql");

  EXPECT_EQ(next_file_name(directory(), "new"), "008_new.sql");
}

TEST_F(NewFilesTest, AreNamedByTheTimeWhereTheOthersAre) {
  add("20240102030405_old.sql");

  EXPECT_THAT(next_file_name(directory(), "new"), MatchesRegex("20[0-9]{12}_new.sql"));
}

TEST_F(NewFilesTest, AreNamedBehindTheNewestWhereTheClockWentBack) {
  add("29991231235959_old.sql");

  EXPECT_EQ(next_file_name(directory(), "new"), "29991231235960_new.sql");
}

TEST_F(NewFilesTest, AreNamedBehindTheNewestWhereThatCountsMilliseconds) {
  add("20240102030405999_old.sql");

  EXPECT_THAT(next_file_name(directory(), "new"), MatchesRegex("20[0-9]{12}000_new.sql"));
}

TEST_F(NewFilesTest, AreCompletedWhereARunEndedBetweenTheTwo) {
  add("rollback/001_a.sql", "down");

  ASSERT_TRUE(write_new_files(directory(), files_to_write()));

  EXPECT_EQ(content("001_a.sql"), "up");
  EXPECT_EQ(content("rollback/001_a.sql"), "down");
}

TEST_F(NewFilesTest, AreWrittenIntoAFolderThatIsMissing) {
  std::filesystem::remove_all(folder());
  Directory missing;
  missing.path = folder();

  ASSERT_TRUE(write_new_files(missing, files_to_write()));

  EXPECT_EQ(content("001_a.sql"), "up");
  EXPECT_EQ(content("rollback/001_a.sql"), "down");
}

TEST_F(NewFilesTest, OverwriteNothing) {
  add("001_a.sql", "mine");

  const auto status = write_new_files(directory(), files_to_write());

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::already_exists);
  EXPECT_EQ(content("001_a.sql"), "mine");
  EXPECT_EQ(content("rollback/001_a.sql"), "(missing)");
}

TEST_F(NewFilesTest, AreNotLeftHalf) {
  add("rollback/001_a.sql", "mine");

  EXPECT_FALSE(write_new_files(directory(), files_to_write()));

  EXPECT_EQ(content("001_a.sql"), "(missing)");
  EXPECT_EQ(content("rollback/001_a.sql"), "mine");
}

}  // namespace
}  // namespace d1mcp::migration
