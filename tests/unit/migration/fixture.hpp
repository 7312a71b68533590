#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

#include "core/files.hpp"
#include "migration/apply.hpp"
#include "migration/directory.hpp"
#include "migration/history.hpp"
#include "migration/overview.hpp"
#include "sqlite/database.hpp"
#include "support/databases.hpp"
#include "support/temporary_directory.hpp"

namespace d1mcp::migration {

/// A folder of migrations and a database they can be applied to.
class MigrationTest : public ::testing::Test {
 protected:
  MigrationTest() { std::filesystem::create_directories(folder()); }

  std::filesystem::path folder() const { return temporary_ / "migrations"; }
  std::filesystem::path database() const { return temporary_ / "app.db"; }

  std::filesystem::path add(const std::string& name, std::string_view sql = "SELECT 1;") const {
    return temporary_.write("migrations/" + name, sql);
  }

  Directory directory(const DirectoryOptions& options = {}) const {
    auto read = read_directory(folder(), options);
    EXPECT_TRUE(read) << read.error().message;
    return read ? std::move(read).value() : Directory{};
  }

  std::unique_ptr<sql::Connection> writer() const {
    auto connection = sqlite::open_writer(
        database(), sqlite::Creation::may_create, {.lock_wait = std::chrono::milliseconds(2000)});
    EXPECT_TRUE(connection) << connection.error().message;
    return std::move(connection).value();
  }

  /// Applies every file of the folder.
  Status apply_all(sql::Connection& connection, std::vector<AppliedFile>& applied) const {
    TRY_ASSIGN(const auto files, prepare_files(directory().files, d1::Dialect::sqlite));
    return apply_files(connection, {}, files, {}, applied);
  }

  std::vector<std::string> recorded(const std::string& table = "d1_migrations") const {
    const auto connection = writer();
    auto history = read_history(*connection, table, {});
    EXPECT_TRUE(history) << history.error().message;
    std::vector<std::string> names;
    if (history) {
      for (const HistoryRow& row : *history) names.push_back(row.name);
    }
    return names;
  }

  /// The first cell of a query's first row.
  sql::Value value(std::string_view sql) const {
    const auto connection = writer();
    auto table = sql::query_table(*connection, sql, {}, {});
    EXPECT_TRUE(table) << table.error().message;
    return table && !table->rows.empty() ? table->rows[0][0] : sql::Value();
  }

  std::int64_t count(const std::string& from) const {
    return std::get<std::int64_t>(value("SELECT count(*) FROM " + from));
  }

  test::TemporaryDirectory temporary_;
};

inline std::vector<std::string> names_of(const std::vector<MigrationFile>& files) {
  std::vector<std::string> names;
  for (const MigrationFile& file : files) names.push_back(file.name);
  return names;
}

}  // namespace d1mcp::migration
