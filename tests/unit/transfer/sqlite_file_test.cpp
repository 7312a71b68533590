#include "transfer/sqlite_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stop_token>

#include "support/temporary_directory.hpp"
#include "unit/transfer/raw_database.hpp"

namespace d1mcp::transfer {
namespace {

using ::testing::ElementsAre;

class SqliteFile : public ::testing::Test {
 protected:
  SqliteFile() {
    test::RawDatabase(directory_ / "a.db")
        .run("PRAGMA journal_mode=WAL; CREATE TABLE t(a); INSERT INTO t VALUES(1),(2)");
  }

  test::TemporaryDirectory directory_;
};

TEST_F(SqliteFile, IsACompleteDatabase) {
  const auto reader = test::reader_of(directory_ / "a.db");

  const auto size = write_sqlite_file(*reader, directory_ / "copy.db", Existing::refuse, {});

  ASSERT_TRUE(size) << describe(size.error());
  EXPECT_EQ(*size, std::filesystem::file_size(directory_ / "copy.db"));
  EXPECT_THAT(test::RawDatabase(directory_ / "copy.db").rows("SELECT a FROM t"),
              ElementsAre("int 1", "int 2"));
}

TEST_F(SqliteFile, DoesNotReplaceAFileUnasked) {
  const auto reader = test::reader_of(directory_ / "a.db");
  directory_.write("copy.db", "precious");

  const auto size = write_sqlite_file(*reader, directory_ / "copy.db", Existing::refuse, {});

  ASSERT_FALSE(size);
  EXPECT_EQ(size.error().code, ErrorCode::already_exists);
  EXPECT_EQ(read_file(directory_ / "copy.db", 100).value(), "precious");
}

TEST_F(SqliteFile, IsNotThereWhenItWasCancelled) {
  const auto reader = test::reader_of(directory_ / "a.db");
  std::stop_source stop;
  stop.request_stop();
  Work work;
  work.stop = stop.get_token();

  const auto size = write_sqlite_file(*reader, directory_ / "copy.db", Existing::refuse, work);

  ASSERT_FALSE(size);
  EXPECT_EQ(size.error().code, ErrorCode::cancelled);
  for (const std::string& name : directory_.names())
    EXPECT_THAT(name, ::testing::StartsWith("a.db"));
}

}  // namespace
}  // namespace d1mcp::transfer
