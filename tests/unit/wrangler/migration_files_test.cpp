#include "wrangler/migration_files.hpp"

#include <gmock/gmock.h>

namespace d1mcp::wrangler {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Result<MigrationFiles> files(std::optional<std::string> directory,
                             std::optional<std::string> pattern) {
  Config config;
  config.path = "/project/wrangler.toml";
  D1Entry entry;
  entry.binding = "DB";
  entry.migrations_dir = std::move(directory);
  entry.migrations_pattern = std::move(pattern);
  entry.place = Place{.file = "/project/wrangler.toml", .line = 3, .column = 1};
  return migration_files(config, entry);
}

TEST(MigrationFiles, AreSqlFilesInMigrationsByDefault) {
  const auto found = files({}, {});

  ASSERT_TRUE(found);
  EXPECT_EQ(found->directory, "/project/migrations");
  EXPECT_EQ(found->pattern_text, "*.sql");
  EXPECT_TRUE(found->pattern.matches("0001_a.sql"));
  EXPECT_FALSE(found->pattern.matches("sub/0001_a.sql"));
  EXPECT_THAT(found->warnings, IsEmpty());
}

TEST(MigrationFiles, LieRelativeToTheConfiguration) {
  EXPECT_EQ(files("./sql//d1/", {})->directory, "/project/sql/d1");
  EXPECT_EQ(files("../shared", {})->directory, "/shared");
  EXPECT_EQ(files("/elsewhere", {})->directory, "/elsewhere");
  EXPECT_EQ(files("sql\\d1", {})->directory, "/project/sql/d1");
  EXPECT_EQ(files(".", {})->directory, "/project");
  EXPECT_EQ(files("", {})->directory, "/project");
}

TEST(MigrationFiles, TakeThePatternBelowTheirDirectory) {
  const auto found = files("./migrations/", "migrations\\**\\+([0-9])_!(*_rollback).sql");

  ASSERT_TRUE(found);
  EXPECT_EQ(found->pattern_text, "**/+([0-9])_!(*_rollback).sql");
  EXPECT_TRUE(found->pattern.matches("a/0001_a.sql"));
  EXPECT_FALSE(found->pattern.matches("0001_a_rollback.sql"));
  EXPECT_EQ(files(".", "sql/*.sql")->pattern_text, "sql/*.sql");
  EXPECT_EQ(files("../shared", "../shared/*.sql")->pattern_text, "*.sql");
}

TEST(MigrationFiles, WarnOfAPatternThatTakesEverythingElse) {
  const auto found = files("migrations", "migrations/!(*_rollback).sql");

  ASSERT_TRUE(found);
  EXPECT_TRUE(found->pattern.matches("README.md"));
  EXPECT_THAT(found->warnings, ElementsAre(HasSubstr("everything but \"(*_rollback).sql\"")));
}

TEST(MigrationFiles, NeedADirectoryForAPattern) {
  const auto found = files({}, "migrations/*.sql");

  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(found.error().message, HasSubstr("no migrations_dir"));
  EXPECT_EQ(found.error().place->line, 3U);
}

TEST(MigrationFiles, RefuseAPatternOutsideTheirDirectory) {
  for (const char* const pattern : {"other/*.sql", "migrations", "migrations2/*.sql", ""}) {
    const auto found = files("migrations", pattern);

    ASSERT_FALSE(found) << pattern;
    EXPECT_EQ(found.error().code, ErrorCode::invalid_argument);
    EXPECT_THAT(found.error().hint, HasSubstr("\"migrations/*.sql\""));
  }
}

TEST(MigrationFiles, SayWhereABadPatternStands) {
  const auto found = files("migrations", "migrations/[0-9.sql");

  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().message, HasSubstr("migrations_pattern: the pattern \"[0-9.sql\""));
  EXPECT_EQ(found.error().place->line, 3U);
}

}  // namespace
}  // namespace d1mcp::wrangler
