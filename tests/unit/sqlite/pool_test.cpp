#include <set>
#include <thread>

#include "fixture.hpp"

namespace d1mcp::sqlite {
namespace {

class Pool : public DatabaseTest {
 protected:
  static std::int64_t users(Database& database) {
    auto reader = database.reader();
    EXPECT_TRUE(reader) << reader.error().message;
    return std::get<std::int64_t>(query(**reader, "SELECT count(*) FROM users")->rows.at(0).at(0));
  }
};

TEST_F(Pool, NoticesThatTheFileWasReplaced) {
  Database database(file(), {});
  EXPECT_EQ(users(database), 2);
  test::run_sql(directory_ / "other.db",
                "CREATE TABLE users(id); INSERT INTO users VALUES(1),(2),(3),(4)");
  std::filesystem::rename(directory_ / "other.db", file());

  EXPECT_EQ(users(database), 4);
}

TEST_F(Pool, NoticesThatTheFileIsGone) {
  Database database(file(), {});
  EXPECT_EQ(users(database), 2);
  std::filesystem::remove(file());

  const auto reader = database.reader();
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::not_found);
}

TEST_F(Pool, ServesReadersSideBySideAndCleansUpTheWalAfterTheLast) {
  test::run_sql(file(), "PRAGMA journal_mode=WAL");
  {
    Database database(file(), {});
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&] {
        for (int round = 0; round < 25; ++round) EXPECT_EQ(users(database), 2);
      });
    }
  }
  EXPECT_EQ(directory_.names(), std::set<std::string>{"app.db"});
}

}  // namespace
}  // namespace d1mcp::sqlite
