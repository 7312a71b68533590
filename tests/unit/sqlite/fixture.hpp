#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

#include "sql/splitter.hpp"
#include "sqlite/database.hpp"
#include "support/databases.hpp"
#include "support/temporary_directory.hpp"

namespace d1mcp::sqlite {

/// A database file with a small schema, and connections to it.
class DatabaseTest : public ::testing::Test {
 protected:
  DatabaseTest() {
    test::run_sql(
        file(),
        "CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT UNIQUE, plan TEXT);"
        "CREATE TABLE keys(id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users(id) ON DELETE "
        "CASCADE);"
        "CREATE TABLE audit(what TEXT);"
        "CREATE TRIGGER users_audit AFTER UPDATE ON users BEGIN INSERT INTO audit VALUES('u'); END;"
        "INSERT INTO users VALUES(1,'a@x','free'),(2,'b@x','pro');"
        "INSERT INTO keys VALUES(10,1),(11,1),(12,2);");
  }

  std::filesystem::path file() const { return directory_ / "app.db"; }

  std::unique_ptr<sql::Connection> reader(d1::Dialect dialect = d1::Dialect::sqlite) {
    auto connection = open_reader(file(), {.dialect = dialect});
    EXPECT_TRUE(connection) << connection.error().message;
    return std::move(connection).value();
  }

  std::unique_ptr<sql::Connection> writer(d1::Dialect dialect = d1::Dialect::sqlite) {
    auto connection = open_writer(file(),
                                  Creation::must_exist,
                                  {.dialect = dialect, .lock_wait = std::chrono::milliseconds(50)});
    EXPECT_TRUE(connection) << connection.error().message;
    return std::move(connection).value();
  }

  static Result<sql::Table> query(sql::Connection& connection,
                                  std::string_view sql,
                                  const sql::Parameters& parameters = {}) {
    return sql::query_table(connection, sql, parameters, {});
  }

  /// Runs a script as one batch.
  static Result<sql::BatchOutcome> run(sql::Connection& connection,
                                       std::string_view script,
                                       sql::Fate fate = sql::Fate::commit) {
    const auto statements = sql::split(script);
    EXPECT_TRUE(statements) << statements.error().message;
    sql::Batch batch;
    batch.statements = sql::source_of(*statements);
    batch.fate = fate;
    return connection.run_atomically(batch, {});
  }

  std::int64_t count(std::string_view table) {
    const auto result = query(*reader(), "SELECT count(*) FROM " + std::string(table));
    return std::get<std::int64_t>(result->rows.at(0).at(0));
  }

  test::TemporaryDirectory directory_;
};

}  // namespace d1mcp::sqlite
