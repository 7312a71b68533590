#include "wrangler/find_config.hpp"

#include <fstream>
#include <gmock/gmock.h>

#include "support/temporary_directory.hpp"

namespace d1mcp::wrangler {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// grand/parent/here, with the files a test puts into them.
class FindConfig : public ::testing::Test {
 protected:
  FindConfig() { fs::create_directories(here_); }

  static fs::path touch(const fs::path& path) {
    std::ofstream(path) << "\n";
    return path;
  }

  FoundConfig found() {
    const auto result = find_config(here_);
    EXPECT_TRUE(result) << result.error().message;
    EXPECT_TRUE(result && *result);
    return result && *result ? **result : FoundConfig{};
  }

  test::TemporaryDirectory temporary_;
  fs::path grand_ = fs::canonical(temporary_.path()) / "grand";
  fs::path parent_ = grand_ / "parent";
  fs::path here_ = parent_ / "here";
};

TEST_F(FindConfig, TakesTheKindBeforeTheDistance) {
  const fs::path json = touch(grand_ / "wrangler.json");
  const fs::path toml = touch(parent_ / "wrangler.toml");
  const fs::path jsonc = touch(here_ / "wrangler.jsonc");

  const FoundConfig config = found();

  EXPECT_EQ(config.path, json);
  EXPECT_THAT(config.ignored, ElementsAre(jsonc, toml));
}

TEST_F(FindConfig, TakesJsoncBeforeTomlOfTheSameFolder) {
  const fs::path jsonc = touch(here_ / "wrangler.jsonc");
  const fs::path toml = touch(here_ / "wrangler.toml");
  touch(parent_ / "wrangler.toml");

  const FoundConfig config = found();

  EXPECT_EQ(config.path, jsonc);
  EXPECT_THAT(config.ignored, ElementsAre(toml));
}

TEST_F(FindConfig, TakesTheNearestOfAKind) {
  touch(grand_ / "wrangler.toml");
  const fs::path near = touch(parent_ / "wrangler.toml");

  const FoundConfig config = found();

  EXPECT_EQ(config.path, near);
  EXPECT_THAT(config.ignored, IsEmpty());
}

TEST_F(FindConfig, PassesOverAFolderOfTheName) {
  fs::create_directory(here_ / "wrangler.json");
  const fs::path toml = touch(here_ / "wrangler.toml");

  EXPECT_EQ(found().path, toml);
}

TEST_F(FindConfig, FollowsLinksToTheRealParent) {
  const fs::path toml = touch(parent_ / "wrangler.toml");
  fs::create_directory_symlink(here_, temporary_.path() / "link");

  const auto result = find_config(temporary_.path() / "link");

  ASSERT_TRUE(result && *result);
  EXPECT_EQ((*result)->path, toml);
}

TEST_F(FindConfig, FindsNothingWhereThereIsNone) {
  const auto result = find_config(here_);

  ASSERT_TRUE(result);
  EXPECT_FALSE(*result);
}

TEST_F(FindConfig, RefusesAConfigurationThatIsAProgram) {
  const fs::path program = touch(parent_ / "cloudflare.config.ts");

  const auto result = find_config(here_);

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::unsupported);
  EXPECT_THAT(result.error().message, HasSubstr(program.string()));
  EXPECT_THAT(result.error().message, HasSubstr("only wrangler itself"));
}

TEST_F(FindConfig, ReportsAProgramThatIsNearer) {
  touch(parent_ / "wrangler.toml");
  const fs::path program = touch(here_ / "wrangler.config.ts");

  EXPECT_THAT(found().ignored, ElementsAre(program));
}

TEST_F(FindConfig, FailsForADirectoryThatIsNotThere) {
  const auto result = find_config(here_ / "absent");

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace d1mcp::wrangler
