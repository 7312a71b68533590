#pragma once

#include <gtest/gtest.h>
#include <memory>
#include <string_view>

#include "sqlite/database.hpp"
#include "support/databases.hpp"
#include "support/temporary_directory.hpp"

namespace d1mcp::sql {

/// A database file made by SQLite itself, read through the real adapter.
class SchemaFixture : public testing::Test {
 protected:
  /// Makes or changes the database; the connection is opened when first asked for.
  void run(std::string_view sql) { test::run_sql(directory_ / "app.db", sql); }

  Connection& connection() {
    if (!connection_) {
      auto opened = sqlite::open_reader(directory_ / "app.db", options_);
      if (!opened) throw std::runtime_error(opened.error().message);
      connection_ = *std::move(opened);
    }
    return *connection_;
  }

  sqlite::Options options_;

 private:
  test::TemporaryDirectory directory_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace d1mcp::sql
