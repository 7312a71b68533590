#include "workspace/recognise.hpp"

#include <sys/stat.h>

#include "fixture.hpp"

namespace d1mcp::workspace {
namespace {

using ::testing::HasSubstr;

class Recognise : public WorkspaceTest {
 protected:
  static Found found(const std::filesystem::path& path) {
    const auto result = recognise(path);
    EXPECT_TRUE(result) << result.error().message;
    return result ? *result : Found::nothing;
  }

  static void expect_neither(const std::filesystem::path& path) {
    const auto result = recognise(path);
    ASSERT_FALSE(result) << path;
    EXPECT_EQ(result.error().code, ErrorCode::not_a_database);
    EXPECT_THAT(result.error().message, HasSubstr(path.string()));
    EXPECT_FALSE(result.error().hint.empty());
  }
};

TEST_F(Recognise, ADatabaseByItsBytesWhateverItIsCalled) {
  EXPECT_EQ(found(make_database("app.db")), Found::sqlite_file);
  EXPECT_EQ(found(make_database("dump.sql")), Found::sqlite_file);
}

TEST_F(Recognise, ADumpByItsTextWhateverItIsCalled) {
  const char* dump = "PRAGMA defer_foreign_keys=TRUE;\nCREATE TABLE t(a);\n";

  EXPECT_EQ(found(write("local-d1.db", dump)), Found::sql_dump);
  EXPECT_EQ(found(write("dump.sql", dump)), Found::sql_dump);
  EXPECT_EQ(found(write("commented.sql", "\xEF\xBB\xBF-- a dump\n\nBEGIN;\nCREATE TABLE t(a);")),
            Found::sql_dump);
}

TEST_F(Recognise, DirectoriesAndNothing) {
  EXPECT_EQ(found(root()), Found::directory);
  EXPECT_EQ(found(root() / "nothing.db"), Found::nothing);
  EXPECT_EQ(found(write("file", "x") / "below"), Found::nothing);
}

TEST_F(Recognise, FollowsLinks) {
  make_database("app.db");
  std::filesystem::create_symlink("app.db", root() / "link");
  std::filesystem::create_symlink("gone.db", root() / "dangling");

  EXPECT_EQ(found(root() / "link"), Found::sqlite_file);
  EXPECT_EQ(found(root() / "dangling"), Found::nothing);
}

TEST_F(Recognise, RefusesOtherTexts) {
  expect_neither(write("data.json", "{\"tables\": []}"));
  expect_neither(write("page.db", "<!DOCTYPE html><html><body>Not found</body></html>"));
  expect_neither(write("letter.sql", "Create a new project and read the manual."));
  expect_neither(write("noise.db", std::string(5000, '\x9C')));
}

TEST_F(Recognise, RefusesAnEmptyFileAndSaysSo) {
  const auto path = write("empty.db", "");

  expect_neither(path);
  EXPECT_THAT(recognise(path).error().message, HasSubstr("empty"));
}

TEST_F(Recognise, RefusesAPipeWithoutWaitingForIt) {
  const auto path = root() / "pipe";
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);

  expect_neither(path);
}

TEST_F(Recognise, RefusesALinkToItself) {
  std::filesystem::create_symlink("loop", root() / "loop");

  const auto result = recognise(root() / "loop");

  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("loop"));
}

}  // namespace
}  // namespace d1mcp::workspace
