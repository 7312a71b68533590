#include "migration/next_migration.hpp"

#include <gtest/gtest.h>

namespace d1mcp::migration {
namespace {

NextMigration after(const std::vector<std::string>& names, const DirectoryOptions& options = {}) {
  Directory folder;
  folder.options = options;
  for (const std::string& name : names) {
    folder.files.push_back({.name = name, .path = name, .rollback = std::nullopt});
  }
  return next_migration(folder);
}

TEST(NextMigration, IsTheFirstOfAnEmptyFolder) {
  const NextMigration next = after({});

  EXPECT_EQ(next.number, "001");
  EXPECT_EQ(next.newest, "");
}

TEST(NextMigration, OfAnEmptyFolderOfWranglersIsAsWideAsWranglerMakesIt) {
  EXPECT_EQ(after({}, {.matches = {}, .shared_with_wrangler = true}).number, "0001");
}

TEST(NextMigration, FollowsTheHighestNumberInItsWidth) {
  const NextMigration next = after({"0001_a.sql", "0009_b.sql", "0002_c.sql"});

  EXPECT_EQ(next.number, "0010");
  EXPECT_EQ(next.newest, "0009_b.sql");
  EXPECT_EQ(next.file("what_it_does"), "0010_what_it_does.sql");
}

TEST(NextMigration, GrowsBeyondTheWidth) {
  EXPECT_EQ(after({"9_a.sql"}).number, "10");
  EXPECT_EQ(after({"999_a.sql"}).number, "1000");
}

TEST(NextMigration, ComparesNumbersAndNotTheirText) {
  EXPECT_EQ(after({"9_a.sql", "10_b.sql"}).number, "11");
}

TEST(NextMigration, PassesOverNamesWithoutANumber) {
  const NextMigration next = after({"initial.sql", "001_a.sql", "users.sql"});

  EXPECT_EQ(next.number, "002");
  EXPECT_EQ(next.newest, "001_a.sql");
}

TEST(NextMigration, IsATimeAfterATime) {
  EXPECT_EQ(after({"20260102030405_a.sql"}).number, "YYYYMMDDHHMMSS");
  EXPECT_EQ(after({"202601020304_a.sql"}).number, "YYYYMMDDHHMMSS");
}

TEST(NextMigration, IsANumberAfterSecondsOfTheEpoch) {
  EXPECT_EQ(after({"1767322800_a.sql"}).number, "1767322801");
}

TEST(NextMigration, DoesNotOverflow) {
  EXPECT_EQ(after({"18446744073709551615_a.sql"}).number, "YYYYMMDDHHMMSS");
  EXPECT_EQ(after({"001_a.sql", "99999999999999999999999_b.sql"}).number, "002");
}

}  // namespace
}  // namespace d1mcp::migration
