#include <limits>
#include <thread>

#include "fixture.hpp"

namespace d1mcp::sqlite {
namespace {

using sql::Blob;
using sql::Value;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Query : public DatabaseTest {};

TEST_F(Query, KeepsEveryStorageClass) {
  const std::string odd_text("a\0\xff z", 5);
  const auto result = query(
      *reader(),
      "SELECT NULL, ?, ?, ?, ?, 5.0, -0.0, 9e999",
      {.positional = {std::int64_t{9007199254740993}, 0.1, odd_text, Blob{std::string("\0\1", 2)}},
       .named = {}});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->rows.at(0),
              ElementsAre(Value{},
                          Value{std::int64_t{9007199254740993}},
                          Value{0.1},
                          Value{odd_text},
                          Value{Blob{std::string("\0\1", 2)}},
                          Value{5.0},
                          Value{-0.0},
                          Value{std::numeric_limits<double>::infinity()}));
}

TEST_F(Query, KeepsDuplicateAndEmptyColumnNamesAndColumnsWithoutRows) {
  const auto result =
      query(*reader(), "SELECT id AS a, plan AS a, email AS \"\" FROM users WHERE 0");

  ASSERT_TRUE(result) << result.error().message;
  ASSERT_EQ(result->columns.size(), 3U);
  EXPECT_EQ(result->columns[0].name, "a");
  EXPECT_EQ(result->columns[1].name, "a");
  EXPECT_EQ(result->columns[2].name, "");
  EXPECT_EQ(result->columns[0].declared_type, "INTEGER");
  EXPECT_TRUE(result->rows.empty());
}

TEST_F(Query, BindsNamesWithAnyPrefixOrNone) {
  for (const char* given : {"plan", ":plan", "@plan", "$plan"}) {
    for (const char* written : {":plan", "@plan", "$plan"}) {
      const auto result = query(*reader(),
                                std::string("SELECT id FROM users WHERE plan = ") + written,
                                {.positional = {}, .named = {{given, std::string("pro")}}});
      ASSERT_TRUE(result) << given << written << ": " << result.error().message;
      EXPECT_THAT(result->rows, ElementsAre(ElementsAre(Value{std::int64_t{2}})));
    }
  }
}

TEST_F(Query, RefusesMissingAndSurplusParameters) {
  const std::vector<std::pair<std::string, sql::Parameters>> cases = {
      {"SELECT ?", {}},
      {"SELECT ?, ?", {.positional = {std::int64_t{1}}, .named = {}}},
      {"SELECT ?", {.positional = {std::int64_t{1}, std::int64_t{2}}, .named = {}}},
      {"SELECT 1", {.positional = {std::int64_t{1}}, .named = {}}},
      {"SELECT :a", {.positional = {}, .named = {{"b", std::int64_t{1}}}}},
      {"SELECT :a", {.positional = {}, .named = {{"a", std::int64_t{1}}, {"b", std::int64_t{1}}}}},
      {"SELECT ?5", {.positional = {std::int64_t{1}}, .named = {}}},
  };
  for (const auto& [sql, parameters] : cases) {
    const auto result = query(*reader(), sql, parameters);
    ASSERT_FALSE(result) << sql;
    EXPECT_EQ(result.error().code, ErrorCode::invalid_argument) << sql;
  }
}

TEST_F(Query, PointsAtTheLineAndColumnOfAnError) {
  const auto result = query(*reader(), "SELECT id,\n       nosuch\nFROM users");

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::sql_error);
  EXPECT_EQ(result.error().message, "no such column: nosuch");
  ASSERT_TRUE(result.error().place);
  EXPECT_EQ(result.error().place->line, 2U);
  EXPECT_EQ(result.error().place->column, 8U);
}

TEST_F(Query, RefusesANulByteInTheText) {
  const auto result = query(*reader(), std::string_view("SELECT 1\0; DROP TABLE users", 27));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::invalid_argument);
}

constexpr const char* kEndless =
    "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i+1 FROM n) SELECT max(i) FROM n";

TEST_F(Query, EndsAtItsTimeLimit) {
  const auto connection = reader();
  const auto result =
      sql::query_table(*connection, kEndless, {}, Work{}.limited_to(std::chrono::milliseconds(30)));

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::timed_out);
  EXPECT_TRUE(query(*connection, "SELECT 1"));
}

TEST_F(Query, EndsWhenItIsCancelledFromAnotherThread) {
  const auto connection = reader();
  std::stop_source stop;
  std::jthread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    stop.request_stop();
  });
  Work work;
  work.stop = stop.get_token();
  const auto result = sql::query_table(*connection, kEndless, {}, work);

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::cancelled);
}

TEST_F(Query, SeesOneStateInsideReadConsistently) {
  test::run_sql(file(), "PRAGMA journal_mode=WAL");
  const auto connection = reader();
  const auto reads = [&]() -> Status {
    TRY_ASSIGN(const sql::Table before, query(*connection, "SELECT count(*) FROM users"));
    test::run_sql(file(), "INSERT INTO users VALUES(3,'c@x','free')");
    TRY_ASSIGN(const sql::Table after, query(*connection, "SELECT count(*) FROM users"));
    EXPECT_EQ(before.rows, after.rows);
    return {};
  };

  const Status status = connection->read_consistently(reads, sql::ValueSize::bounded, {});

  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(count("users"), 3);
}

TEST_F(Query, SeesTheOuterStateInsideANestedReadConsistently) {
  test::run_sql(file(), "PRAGMA journal_mode=WAL");
  const auto connection = reader();
  const auto look = [&]() -> Status {
    TRY_ASSIGN(const sql::Table users, query(*connection, "SELECT count(*) FROM users"));
    EXPECT_EQ(users.rows, (std::vector<std::vector<sql::Value>>{{std::int64_t{2}}}));
    return {};
  };
  const auto reads = [&]() -> Status {
    test::run_sql(file(), "INSERT INTO users VALUES(3,'c@x','free')");
    TRY(connection->read_consistently(look, sql::ValueSize::bounded, {}));
    return look();
  };

  const Status status = connection->read_consistently(reads, sql::ValueSize::bounded, {});

  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(count("users"), 3);
}

TEST_F(Query, WaitsForALockBeforeItReadsConsistently) {
  const auto connection = open_reader(file(), {.lock_wait = std::chrono::milliseconds(20)});
  ASSERT_TRUE(connection) << connection.error().message;
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(file().c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);

  const Status locked =
      (*connection)->read_consistently([] { return Status(); }, sql::ValueSize::bounded, {});
  sqlite3_close(other);

  ASSERT_FALSE(locked);
  EXPECT_EQ(locked.error().code, ErrorCode::busy);
  EXPECT_THAT(locked.error().message, HasSubstr("waited 20 ms"));
  EXPECT_TRUE(query(**connection, "SELECT 1"));
}

TEST_F(Query, BoundsTheSizeOfValuesUnlessAnySizeIsAskedFor) {
  const auto connection = reader();
  const auto read_large = [&]() -> Status {
    TRY(query(*connection, "SELECT length(zeroblob(100000000))"));
    TRY(query(*connection, "SELECT length(CAST(zeroblob(100000000) AS TEXT) || 'x')"));
    return {};
  };

  EXPECT_FALSE(connection->read_consistently(read_large, sql::ValueSize::bounded, {}));
  EXPECT_TRUE(connection->read_consistently(read_large, sql::ValueSize::unbounded, {}));
}

TEST_F(Query, CopiesTheDatabaseWhileAnotherWrites) {
  test::run_sql(file(), "PRAGMA journal_mode=WAL");
  const auto copy = directory_.write("copy.db", "");
  const auto connection = reader();
  ASSERT_TRUE(connection->copy_into(copy, {}));

  const auto copied = open_reader(copy, {});
  ASSERT_TRUE(copied) << copied.error().message;
  EXPECT_EQ(query(**copied, "SELECT email FROM users ORDER BY id")->rows,
            query(*connection, "SELECT email FROM users ORDER BY id")->rows);
  EXPECT_EQ(std::get<std::string>(query(**copied, "PRAGMA journal_mode")->rows.at(0).at(0)),
            "delete");
}

}  // namespace
}  // namespace d1mcp::sqlite
