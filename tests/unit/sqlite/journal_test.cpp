#include <filesystem>

#include "fixture.hpp"

namespace d1mcp::sqlite {
namespace {

class Journal : public DatabaseTest {
 protected:
  bool is_there() const { return std::filesystem::exists(file().string() + "-journal"); }
};

TEST_F(Journal, StaysBetweenTheBatchesOfAWriterAndGoesWithIt) {
  {
    const auto connection = writer();
    ASSERT_TRUE(run(*connection, "INSERT INTO audit VALUES('one')"));
    EXPECT_FALSE(is_there());
    ASSERT_TRUE(run(*connection, "INSERT INTO audit VALUES('two')"));
    EXPECT_TRUE(is_there());
    ASSERT_TRUE(run(*writer(), "INSERT INTO audit VALUES('another writer')"));
    ASSERT_TRUE(run(*connection, "INSERT INTO audit VALUES('three')"));
    EXPECT_EQ(count("audit"), 4);
  }

  EXPECT_FALSE(is_there());
  EXPECT_EQ(query(*reader(), "PRAGMA journal_mode")->rows.at(0).at(0), sql::Value("delete"));
}

TEST_F(Journal, OfADatabaseThatTurnsToWalIsLeftToIt) {
  {
    const auto connection = writer();
    ASSERT_TRUE(run(*connection, "INSERT INTO audit VALUES('one')"));
    ASSERT_TRUE(run(*connection, "INSERT INTO audit VALUES('two')"));
    test::run_sql(file(), "PRAGMA journal_mode=WAL; INSERT INTO audit VALUES('in the log');");
    ASSERT_TRUE(run(*connection, "INSERT INTO audit VALUES('three')"));
  }

  EXPECT_EQ(query(*reader(), "PRAGMA journal_mode")->rows.at(0).at(0), sql::Value("wal"));
  EXPECT_EQ(count("audit"), 4);
}

}  // namespace
}  // namespace d1mcp::sqlite
