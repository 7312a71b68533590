#include "workspace/output_policy.hpp"

#include "fixture.hpp"

namespace d1mcp::workspace {
namespace {

using ::testing::HasSubstr;

namespace fs = std::filesystem;

class Outputs : public WorkspaceTest {
 protected:
  Outputs() {
    fs::create_directories(root() / "exports/deep");
    fs::create_directories(outside());
  }

  fs::path outside() const { return root().parent_path() / "outside"; }

  OutputPolicy policy() const { return {root(), {root() / "exports"}}; }

  fs::path allowed(std::string_view output) const {
    const auto path = policy().resolve(output);
    EXPECT_TRUE(path) << output << ": " << path.error().message;
    return path ? *path : fs::path();
  }

  ErrorCode refused(std::string_view output) const {
    const auto path = policy().resolve(output);
    EXPECT_FALSE(path) << output << " gave " << *path;
    return path ? ErrorCode::internal : path.error().code;
  }
};

TEST_F(Outputs, InAllowedDirectoriesAreAbsolute) {
  EXPECT_EQ(allowed("exports/a.sql"), root() / "exports/a.sql");
  EXPECT_EQ(allowed("exports/deep/a.sql"), root() / "exports/deep/a.sql");
  EXPECT_EQ(allowed("./exports/deep/../a.sql"), root() / "exports/a.sql");
  EXPECT_EQ(allowed((root() / "exports/a.sql").string()), root() / "exports/a.sql");
}

TEST_F(Outputs, OutsideOfThemAreRefused) {
  EXPECT_EQ(refused("a.sql"), ErrorCode::permission_denied);
  EXPECT_EQ(refused("exports/../a.sql"), ErrorCode::permission_denied);
  EXPECT_EQ(refused("exports/../../outside/a.sql"), ErrorCode::permission_denied);
  EXPECT_EQ(refused("/etc/a.sql"), ErrorCode::permission_denied);
  EXPECT_EQ(refused((outside() / "a.sql").string()), ErrorCode::permission_denied);
}

TEST_F(Outputs, BesideADirectoryOfAnAllowedPrefixAreRefused) {
  fs::create_directories(root() / "exports-private");

  EXPECT_EQ(refused("exports-private/a.sql"), ErrorCode::permission_denied);
}

TEST_F(Outputs, ThroughALinkToTheOutsideAreRefused) {
  fs::create_directory_symlink(outside(), root() / "exports/link");

  EXPECT_EQ(refused("exports/link/a.sql"), ErrorCode::permission_denied);
}

TEST_F(Outputs, ThroughALinkToTheInsideAreResolved) {
  fs::create_directory_symlink(root() / "exports", root() / "shortcut");

  EXPECT_EQ(allowed("shortcut/a.sql"), root() / "exports/a.sql");
}

TEST_F(Outputs, RefusalsNameWhatIsAllowedAndHowToAllowMore) {
  const auto path = policy().resolve("a.sql");

  ASSERT_FALSE(path);
  EXPECT_THAT(path.error().message, HasSubstr(root().string()));
  EXPECT_THAT(path.error().hint,
              AllOf(HasSubstr((root() / "exports").string()), HasSubstr("--allow-dir")));
}

TEST_F(Outputs, InADirectoryThatDoesNotExistAreNotFound) {
  EXPECT_EQ(refused("exports/none/a.sql"), ErrorCode::not_found);
  EXPECT_EQ(refused("exports/none/../a.sql"), ErrorCode::not_found);
}

TEST_F(Outputs, BelowAFileAreNotFound) {
  write("exports/file.txt", "x");

  EXPECT_EQ(refused("exports/file.txt/a.sql"), ErrorCode::not_found);
  EXPECT_EQ(refused("exports/file.txt/."), ErrorCode::not_found);
}

TEST_F(Outputs, ThatAreDirectoriesOrNothingAreInvalid) {
  for (const char* output :
       {"", "exports", "exports/", "exports/deep", ".", "..", "/", "exports/.."}) {
    EXPECT_EQ(refused(output), ErrorCode::invalid_argument) << output;
  }
}

TEST_F(Outputs, WithANulByteAreInvalid) {
  EXPECT_EQ(refused(std::string_view("exports/a.sql\0.txt", 18)), ErrorCode::invalid_argument);
}

TEST_F(Outputs, MayExistAlready) {
  write("exports/a.sql", "before");

  EXPECT_EQ(allowed("exports/a.sql"), root() / "exports/a.sql");
}

TEST_F(Outputs, MayGoAnywhereBelowTheRootIfThatIsAllowed) {
  const OutputPolicy everywhere(root(), {"/"});

  EXPECT_EQ(*everywhere.resolve("a.sql"), root() / "a.sql");
  EXPECT_EQ(*everywhere.resolve((outside() / "a.sql").string()), outside() / "a.sql");
}

TEST_F(Outputs, TakeAllowedDirectoriesFromTheWorkingDirectory) {
  const OutputPolicy relative(root(), {"exports/", "./exports/deep/.."});

  EXPECT_TRUE(relative.resolve("exports/a.sql"));
  EXPECT_FALSE(relative.resolve("a.sql"));
}

TEST_F(Outputs, AreAllRefusedWhenNothingIsAllowed) {
  EXPECT_EQ(OutputPolicy(root(), {}).resolve("a.sql").error().code, ErrorCode::permission_denied);
}

TEST_F(Outputs, SurviveAnAllowedDirectoryThatIsALinkToItself) {
  fs::create_symlink("loop", root() / "loop");

  const OutputPolicy policy(root(), {"loop"});

  EXPECT_FALSE(policy.resolve("loop/a.sql"));
}

}  // namespace
}  // namespace d1mcp::workspace
