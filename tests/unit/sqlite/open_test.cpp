#include <set>
#include <sys/stat.h>

#include "fixture.hpp"

namespace d1mcp::sqlite {
namespace {

using ::testing::HasSubstr;

class Open : public DatabaseTest {
 protected:
  Error error_of(const std::filesystem::path& path) {
    auto opened = open_reader(path, {});
    EXPECT_FALSE(opened) << path;
    return opened ? Error{} : opened.error();
  }
};

TEST_F(Open, SaysWhatAFileIsInstead) {
  EXPECT_EQ(error_of(directory_ / "missing.db").code, ErrorCode::not_found);
  EXPECT_THAT(error_of(directory_.path()).message, HasSubstr("is a directory"));
  EXPECT_THAT(error_of(directory_.write("empty.db", "")).message, HasSubstr("is empty"));
  EXPECT_THAT(error_of(directory_.write("text.db", "hello")).message,
              HasSubstr("is not a SQLite database"));
  EXPECT_THAT(
      error_of(directory_.write("short.db", std::string("SQLite format 3\0 ab", 19))).message,
      HasSubstr("cut short"));
  ASSERT_EQ(::mkfifo((directory_ / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(error_of(directory_ / "pipe").message, HasSubstr("not a regular file"));
}

TEST_F(Open, KnowsANewerFormat) {
  std::string bytes = *read_file(file(), 1 << 20);
  bytes[19] = 9;
  const Error error = error_of(directory_.write("newer.db", bytes));
  EXPECT_EQ(error.code, ErrorCode::unsupported);
  EXPECT_THAT(error.message, HasSubstr("newer format"));
}

TEST_F(Open, KnowsADamagedFile) {
  std::string bytes = *read_file(file(), 1 << 20);
  for (std::size_t index = 100; index < 600; ++index) bytes[index] = '\x5a';
  const Error error = error_of(directory_.write("damaged.db", bytes));
  EXPECT_EQ(error.code, ErrorCode::not_a_database) << error.message;
}

TEST_F(Open, ReadingLeavesAWalDatabaseAsItWas) {
  test::run_sql(file(), "PRAGMA journal_mode=WAL");
  const auto before = *read_file(file(), 1 << 20);
  ASSERT_EQ(directory_.names(), std::set<std::string>{"app.db"});

  { EXPECT_EQ(query(*reader(), "SELECT count(*) FROM users")->rows.size(), 1U); }

  EXPECT_EQ(directory_.names(), std::set<std::string>{"app.db"});
  EXPECT_EQ(*read_file(file(), 1 << 20), before);
}

TEST_F(Open, ReadsAWalDatabaseInADirectoryThatCannotBeWritten) {
  test::run_sql(file(), "PRAGMA journal_mode=WAL");
  std::filesystem::permissions(
      directory_.path(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  auto connection = open_reader(file(), {});
  ASSERT_TRUE(connection) << connection.error().message;
  EXPECT_TRUE(query(**connection, "SELECT * FROM users"));
}

TEST_F(Open, SeesWhatIsStillInTheWalOfARunningWriter) {
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(file().c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other,
                         "PRAGMA journal_mode=WAL; INSERT INTO users VALUES(3,'c@x','free')",
                         nullptr,
                         nullptr,
                         nullptr),
            SQLITE_OK);
  EXPECT_EQ(count("users"), 3);
  sqlite3_close(other);
}

TEST_F(Open, AWriterKeepsTheJournalMode) {
  ASSERT_TRUE(run(*writer(), "DELETE FROM audit"));
  EXPECT_EQ(std::get<std::string>(query(*reader(), "PRAGMA journal_mode")->rows.at(0).at(0)),
            "delete");
  test::run_sql(file(), "PRAGMA journal_mode=WAL");
  ASSERT_TRUE(run(*writer(), "DELETE FROM audit"));
  EXPECT_EQ(std::get<std::string>(query(*reader(), "PRAGMA journal_mode")->rows.at(0).at(0)),
            "wal");
}

TEST_F(Open, AWriterCreatesNothingUnlessItMay) {
  EXPECT_FALSE(open_writer(directory_ / "new.db", Creation::must_exist, {}));
  EXPECT_EQ(directory_.names(), std::set<std::string>{"app.db"});
  EXPECT_TRUE(open_writer(directory_ / "new.db", Creation::may_create, {}));
}

TEST_F(Open, TakesAnyFileNameLiterally) {
  for (const char* name : {"file:x.db", "a b%20?mode=memory.db", "ünïcode#.db", ":memory:"}) {
    std::filesystem::copy_file(file(), directory_ / name);
    auto connection = open_reader(directory_ / name, {});
    ASSERT_TRUE(connection) << name << connection.error().message;
    EXPECT_TRUE(query(**connection, "SELECT * FROM users")) << name;
  }
}

}  // namespace
}  // namespace d1mcp::sqlite
