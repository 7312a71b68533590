#include <atomic>
#include <fstream>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <thread>

#include "core/files.hpp"
#include "support/temporary_directory.hpp"

namespace d1mcp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace fs = std::filesystem;

NewFile make(const fs::path& path, Existing existing, Privacy privacy = Privacy::usual) {
  auto file = NewFile::create(path, existing, privacy);
  EXPECT_TRUE(file) << file.error().message;
  return std::move(file).value();
}

std::string content_of(const fs::path& path) {
  return *read_file(path, 1'000'000);
}

unsigned mode_of(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0);
  return status.st_mode & 0777U;
}

class NewFileTest : public ::testing::Test {
 protected:
  fs::path target() const { return directory_ / "out.sql"; }

  test::TemporaryDirectory directory_;
};

TEST_F(NewFileTest, AppearsOnlyWithItsCommit) {
  NewFile file = make(target(), Existing::refuse);
  ASSERT_TRUE(file.write("hello "));
  ASSERT_TRUE(file.write("world"));
  EXPECT_FALSE(fs::exists(target()));
  EXPECT_EQ(file.temporary_path().parent_path(), directory_.path());

  const auto bytes = file.commit();

  ASSERT_TRUE(bytes) << bytes.error().message;
  EXPECT_EQ(*bytes, 11U);
  EXPECT_EQ(content_of(target()), "hello world");
  EXPECT_THAT(directory_.names(), ElementsAre("out.sql"));
}

TEST_F(NewFileTest, LeavesNothingWithoutACommit) {
  {
    NewFile file = make(target(), Existing::replace);
    ASSERT_TRUE(file.write("half"));
  }

  EXPECT_THAT(directory_.names(), IsEmpty());
}

TEST_F(NewFileTest, KeepsWhatWasThereWithoutACommit) {
  directory_.write("out.sql", "before");
  {
    NewFile file = make(target(), Existing::replace);
    ASSERT_TRUE(file.write("half"));
    EXPECT_EQ(content_of(target()), "before");
  }

  EXPECT_EQ(content_of(target()), "before");
  EXPECT_THAT(directory_.names(), ElementsAre("out.sql"));
}

TEST_F(NewFileTest, ReplacesWhenAsked) {
  directory_.write("out.sql", "before");
  NewFile file = make(target(), Existing::replace);
  ASSERT_TRUE(file.write("after"));

  ASSERT_TRUE(file.commit());

  EXPECT_EQ(content_of(target()), "after");
}

TEST_F(NewFileTest, RefusesWhatExistsFromTheBeginning) {
  directory_.write("out.sql", "before");

  const auto file = NewFile::create(target(), Existing::refuse);

  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::already_exists);
  EXPECT_THAT(file.error().message, HasSubstr(target().string()));
  EXPECT_THAT(directory_.names(), ElementsAre("out.sql"));
}

TEST_F(NewFileTest, RefusesALinkThatPointsNowhere) {
  fs::create_symlink(directory_ / "nowhere", target());

  const auto file = NewFile::create(target(), Existing::refuse);

  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::already_exists);
  EXPECT_FALSE(fs::exists(directory_ / "nowhere"));
}

TEST_F(NewFileTest, RefusesWhatCameWhileItWasWritten) {
  NewFile file = make(target(), Existing::refuse);
  ASSERT_TRUE(file.write("late"));
  directory_.write("out.sql", "first");

  const auto bytes = file.commit();

  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::already_exists);
  EXPECT_EQ(content_of(target()), "first");
}

TEST_F(NewFileTest, RefusesALinkThatCameWhileItWasWritten) {
  NewFile file = make(target(), Existing::refuse);
  fs::create_symlink(directory_ / "nowhere", target());

  const auto bytes = file.commit();

  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::already_exists);
}

TEST_F(NewFileTest, HasOneWinnerAmongWritersOfOneName) {
  std::atomic<int> winners = 0;
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < 8; ++writer) {
    writers.emplace_back([&, writer] {
      auto file = NewFile::create(target(), Existing::refuse);
      if (!file) return;
      if (file->write(std::string(10'000, static_cast<char>('a' + writer))) && file->commit()) {
        ++winners;
      }
    });
  }
  writers.clear();

  EXPECT_EQ(winners, 1);
  const std::string content = content_of(target());
  EXPECT_EQ(content, std::string(10'000, content.at(0)));
  EXPECT_THAT(directory_.names(), ElementsAre("out.sql"));
}

TEST_F(NewFileTest, OfOwnerOnlyIsClosedToOthersBeforeAndAfter) {
  NewFile file = make(target(), Existing::refuse, Privacy::owner_only);
  EXPECT_EQ(mode_of(file.temporary_path()), 0600U);

  ASSERT_TRUE(file.commit());

  EXPECT_EQ(mode_of(target()), 0600U);
}

TEST_F(NewFileTest, LeavesTheUsualAccessToTheUmask) {
  const mode_t before = ::umask(0027);

  ASSERT_TRUE(make(target(), Existing::refuse).commit());

  ::umask(before);
  EXPECT_EQ(mode_of(target()), 0640U);
}

TEST_F(NewFileTest, CountsWhatAnotherWriterPutIntoTheTemporaryFile) {
  NewFile file = make(target(), Existing::refuse);
  std::ofstream(file.temporary_path(), std::ios::binary) << "twelve bytes";

  EXPECT_EQ(*file.commit(), 12U);
  EXPECT_EQ(content_of(target()), "twelve bytes");
}

TEST_F(NewFileTest, MovedKeepsItsDuties) {
  {
    NewFile first = make(target(), Existing::refuse);
    NewFile second = std::move(first);
    NewFile third = make(directory_ / "other.sql", Existing::refuse);
    third = std::move(second);
    ASSERT_TRUE(third.write("x"));
    ASSERT_TRUE(third.commit());
  }

  EXPECT_THAT(directory_.names(), ElementsAre("out.sql"));
}

// Permission bits do not stop the superuser, a file in the place of a folder stops everybody.
TEST_F(NewFileTest, NamesThePlaceItCannotBeWrittenTo) {
  const auto file = directory_.write("file", "x");

  const auto below_a_file = NewFile::create(file / "out.sql", Existing::replace);
  const auto in_no_folder = NewFile::create(directory_ / "none/out.sql", Existing::refuse);

  ASSERT_FALSE(below_a_file);
  EXPECT_THAT(below_a_file.error().message, HasSubstr((file / "out.sql").string()));
  ASSERT_FALSE(in_no_folder);
  EXPECT_EQ(in_no_folder.error().code, ErrorCode::not_found);
  EXPECT_THAT(in_no_folder.error().message, HasSubstr("none/out.sql"));
}

TEST_F(NewFileTest, DoesNotReplaceAFolder) {
  fs::create_directories(target() / "inside");
  {
    NewFile file = make(target(), Existing::replace);
    EXPECT_FALSE(file.commit());
  }

  EXPECT_TRUE(fs::is_directory(target() / "inside"));
  EXPECT_THAT(directory_.names(), IsEmpty());
}

TEST_F(NewFileTest, WorksWithAShortNameInTheWorkingDirectory) {
  const fs::path before = fs::current_path();
  fs::current_path(directory_.path());

  const auto bytes = make("short", Existing::refuse).commit();

  fs::current_path(before);
  ASSERT_TRUE(bytes) << bytes.error().message;
  EXPECT_THAT(directory_.names(), ElementsAre("short"));
}

}  // namespace
}  // namespace d1mcp
