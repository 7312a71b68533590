// Putting a backup back into a database that others use.

#include "sqlite/restore.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <stop_token>

#include "core/files.hpp"
#include "support/databases.hpp"
#include "support/temporary_directory.hpp"

namespace d1mcp::sqlite {
namespace {

class Restore : public ::testing::Test {
 protected:
  Restore() {
    test::run_sql(backup(), "CREATE TABLE t(a); INSERT INTO t VALUES('old');");
    test::run_sql(file(), "CREATE TABLE t(a); INSERT INTO t VALUES('new'); CREATE TABLE u(b);");
  }

  std::filesystem::path file() const { return temporary_ / "app.db"; }
  std::filesystem::path backup() const { return temporary_ / "kept.db"; }

  Status restore_it(const Work& work = {}) const {
    return restore(file(), backup(), {.lock_wait = std::chrono::milliseconds(50)}, work);
  }

  static std::string text(sql::Connection& connection, const std::string& sql) {
    auto table = sql::query_table(connection, sql, {}, {});
    EXPECT_TRUE(table) << table.error().message;
    return table ? std::get<std::string>(table->rows.at(0).at(0)) : "";
  }

  std::unique_ptr<sql::Connection> reader() const {
    auto opened = open_reader(file(), {});
    EXPECT_TRUE(opened) << opened.error().message;
    return *std::move(opened);
  }

  test::TemporaryDirectory temporary_;
};

TEST_F(Restore, ReplacesSchemaAndRows) {
  ASSERT_TRUE(restore_it());

  EXPECT_EQ(text(*reader(), "SELECT a FROM t"), "old");
  EXPECT_EQ(text(*reader(), "SELECT group_concat(name) FROM sqlite_schema"), "t");
}

TEST_F(Restore, IsSeenByAReaderThatWasOpenBefore) {
  const auto open_before = reader();
  EXPECT_EQ(text(*open_before, "SELECT a FROM t"), "new");

  ASSERT_TRUE(restore_it());

  EXPECT_EQ(text(*open_before, "SELECT a FROM t"), "old");
}

TEST_F(Restore, LeavesTheJournalModeAndAReaderInTheMiddleOfItsTransaction) {
  test::run_sql(file(), "PRAGMA journal_mode=WAL;");
  const auto open_before = reader();
  const auto both_looks = [&]() -> Status {
    EXPECT_EQ(text(*open_before, "SELECT a FROM t"), "new");
    const auto status = restore_it();
    EXPECT_TRUE(status) << status.error().message;
    EXPECT_EQ(text(*open_before, "SELECT a FROM t"), "new");
    return {};
  };

  ASSERT_TRUE(open_before->read_consistently(both_looks, sql::ValueSize::bounded, {}));

  EXPECT_EQ(text(*open_before, "SELECT a FROM t"), "old");
  EXPECT_EQ(text(*reader(), "PRAGMA journal_mode"), "wal");
}

TEST_F(Restore, WaitsForALockNoLongerThanItMay) {
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(file().c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);

  const auto status = restore_it();

  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::busy);
  sqlite3_close(other);
}

TEST_F(Restore, LeavesEverythingWhenItIsStopped) {
  std::stop_source source;
  source.request_stop();
  Work work;
  work.stop = source.get_token();

  EXPECT_EQ(restore_it(work).error().code, ErrorCode::cancelled);

  EXPECT_EQ(text(*reader(), "SELECT a FROM t"), "new");
}

TEST_F(Restore, IsPrecededByALookAtTheBackup) {
  EXPECT_TRUE(check_integrity(backup(), {}));

  std::string bytes = *read_file(backup(), 1'000'000);
  std::fill(bytes.begin() + 4096, bytes.begin() + 4200, '\xff');
  temporary_.write("kept.db", bytes);

  EXPECT_FALSE(check_integrity(backup(), {}));
}

}  // namespace
}  // namespace d1mcp::sqlite
