#include "core/files.hpp"

#include <cerrno>
#include <cstdlib>
#include <gmock/gmock.h>

#include "support/temporary_directory.hpp"

namespace d1mcp {
namespace {

using ::testing::HasSubstr;

/// Sets an environment variable, or removes it, and puts it back at the end.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    set(value);
  }
  ~Environment() { set(before_ ? before_->c_str() : nullptr); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  Environment(Environment&&) = delete;
  Environment& operator=(Environment&&) = delete;

 private:
  void set(const char* value) const {
    if (value == nullptr) {
      ::unsetenv(name_);
    } else {
      ::setenv(name_, value, 1);
    }
  }

  const char* name_;
  std::optional<std::string> before_;
};

TEST(FileError, NamesActionFileAndReason) {
  const Error error = file_error("read", "app.db", EACCES);

  EXPECT_EQ(error.message, "cannot read app.db: Permission denied");
  EXPECT_EQ(error.code, ErrorCode::permission_denied);
}

TEST(FileError, HasTheCodeThatFits) {
  EXPECT_EQ(file_error("read", "x", ENOENT).code, ErrorCode::not_found);
  EXPECT_EQ(file_error("read", "x", ENOTDIR).code, ErrorCode::not_found);
  EXPECT_EQ(file_error("write", "x", EROFS).code, ErrorCode::permission_denied);
  EXPECT_EQ(file_error("write", "x", ENOSPC).code, ErrorCode::no_space);
  EXPECT_EQ(file_error("write", "x", EDQUOT).code, ErrorCode::no_space);
  EXPECT_EQ(file_error("write", "x", EIO).code, ErrorCode::io_error);
  EXPECT_FALSE(file_error("write", "x", ENOSPC).hint.empty());
}

TEST(ReadFile, GivesEveryByteUpToTheLimit) {
  const test::TemporaryDirectory directory;
  const std::string content("a\0b\r\n\xFF", 6);
  const auto file = directory.write("data", content);

  EXPECT_EQ(*read_file(file, 6), content);
  const auto too_much = read_file(file, 5);
  ASSERT_FALSE(too_much);
  EXPECT_EQ(too_much.error().code, ErrorCode::limit_exceeded);
  EXPECT_THAT(too_much.error().message, HasSubstr(file.string()));
}

TEST(ReadFile, OfManyChunksIsWhole) {
  const test::TemporaryDirectory directory;
  const std::string content(200'001, 'x');

  EXPECT_EQ(read_file(directory.write("large", content), 200'001)->size(), 200'001U);
  EXPECT_EQ(*read_file(directory.write("empty", ""), 0), "");
}

TEST(ReadFile, NamesWhatItCannotRead) {
  const test::TemporaryDirectory directory;
  const auto file = directory.write("file", "x");

  const auto missing = read_file(directory / "nothing", 10);
  const auto folder = read_file(directory.path(), 10);
  const auto below_a_file = read_file(file / "child", 10);

  EXPECT_EQ(missing.error().code, ErrorCode::not_found);
  EXPECT_THAT(missing.error().message, HasSubstr((directory / "nothing").string()));
  EXPECT_THAT(folder.error().message, HasSubstr("directory"));
  EXPECT_EQ(below_a_file.error().code, ErrorCode::not_found);
}

TEST(ReadHead, IsAtMostWhatWasAskedFor) {
  const test::TemporaryDirectory directory;
  const auto file = directory.write("file", "abcdef");

  EXPECT_EQ(*read_head(file, 3), "abc");
  EXPECT_EQ(*read_head(file, 100), "abcdef");
  EXPECT_EQ(*read_head(file, 0), "");
  EXPECT_EQ(read_head(directory / "nothing", 3).error().code, ErrorCode::not_found);
  EXPECT_FALSE(read_head(directory.path(), 3));
}

TEST(Identity, IsOfTheFileAndNotOfItsName) {
  const test::TemporaryDirectory directory;
  const auto file = directory.write("file", "same");
  const auto copy = directory.write("copy", "same");
  std::filesystem::create_symlink(file, directory / "link");

  EXPECT_EQ(identify(file), identify(directory / "link"));
  EXPECT_NE(identify(file), identify(copy));
  EXPECT_EQ(identify(directory / "nothing"), std::nullopt);
}

TEST(CacheDirectory, IsBelowXdgCacheHome) {
  const Environment xdg("XDG_CACHE_HOME", "/somewhere/cache");

  EXPECT_EQ(*cache_directory(), "/somewhere/cache/d1-mcp");
}

TEST(CacheDirectory, IgnoresARelativeXdgCacheHome) {
  const Environment xdg("XDG_CACHE_HOME", "relative");
  const Environment home("HOME", "/home/ada");

  ASSERT_TRUE(cache_directory());
  EXPECT_THAT(cache_directory()->string(), ::testing::StartsWith("/home/ada/"));
}

TEST(CacheDirectory, WithoutAHomeIsAnErrorThatSaysWhatToSet) {
  const Environment xdg("XDG_CACHE_HOME", nullptr);
  const Environment home("HOME", nullptr);

  ASSERT_FALSE(cache_directory());
  EXPECT_THAT(cache_directory().error().hint, HasSubstr("XDG_CACHE_HOME"));
}

TEST(MakeDirectories, MakesParentsAndIsContentWithWhatIsThere) {
  const test::TemporaryDirectory directory;

  EXPECT_TRUE(make_directories(directory / "a/b/c"));
  EXPECT_TRUE(make_directories(directory / "a/b/c"));
  EXPECT_TRUE(std::filesystem::is_directory(directory / "a/b/c"));
}

TEST(MakeDirectories, NamesTheOneThatCannotBeMade) {
  const test::TemporaryDirectory directory;
  const auto file = directory.write("file", "x");

  const Status status = make_directories(file / "below");

  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr((file / "below").string()));
}

}  // namespace
}  // namespace d1mcp
