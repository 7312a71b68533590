#include "migration/history.hpp"

#include "d1/migrations_table.hpp"
#include "fixture.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class History : public MigrationTest {};

TEST_F(History, IsEmptyWhileTheTableIsMissing) {
  EXPECT_THAT(recorded(), IsEmpty());
  EXPECT_EQ(count("sqlite_schema"), 0);
}

TEST_F(History, IsInTheOrderItHappened) {
  const auto connection = writer();
  ASSERT_TRUE(ensure_history(*connection, "d1_migrations", {}));
  test::run_sql(database(),
                "INSERT INTO d1_migrations(id, name, applied_at) VALUES"
                "(7,'002_b.sql','2026-01-02 03:04:05'),(3,'001_a.sql','2026-01-01 00:00:00')");

  const auto history = read_history(*connection, "d1_migrations", {});

  ASSERT_TRUE(history) << history.error().message;
  ASSERT_EQ(history->size(), 2U);
  EXPECT_EQ((*history)[0].name, "001_a.sql");
  EXPECT_EQ((*history)[1].name, "002_b.sql");
  EXPECT_EQ((*history)[1].applied_at, "2026-01-02 03:04:05");
}

TEST_F(History, TableIsMadeAsWranglerMakesItAndGetsOneMoreColumn) {
  const auto connection = writer();
  ASSERT_TRUE(ensure_history(*connection, "d1_migrations", {}));

  std::string expected = d1::create_migrations_table_sql("d1_migrations");
  const std::string if_not_exists = "IF NOT EXISTS ";
  expected.erase(expected.find(if_not_exists), if_not_exists.size());
  expected.resize(expected.size() - std::string_view(");").size());
  EXPECT_EQ(value("SELECT sql FROM sqlite_schema WHERE name = 'd1_migrations'"),
            sql::Value(expected + ", d1_mcp TEXT)"));
}

TEST_F(History, OfWranglerGetsTheColumnAndKeepsItsRows) {
  test::run_sql(database(),
                d1::create_migrations_table_sql("d1_migrations") +
                    "INSERT INTO d1_migrations(name) VALUES('001_a.sql')");
  const auto connection = writer();

  ASSERT_TRUE(ensure_history(*connection, "d1_migrations", {}));

  test::run_sql(database(), "INSERT INTO d1_migrations (name)\nvalues ('002_b.sql');");
  EXPECT_THAT(recorded(), ElementsAre("001_a.sql", "002_b.sql"));
  EXPECT_EQ(count("d1_migrations WHERE d1_mcp IS NULL"), 2);
}

TEST_F(History, OfRowsThatHoldNoStampKnowsNothing) {
  const auto connection = writer();
  ASSERT_TRUE(ensure_history(*connection, "d1_migrations", {}));
  test::run_sql(database(),
                "INSERT INTO d1_migrations(name, d1_mcp) VALUES"
                "('1', NULL), ('2', 'not JSON'), ('3', '[1]'), ('4', '{\"bytes\": 5}'), ('5', 7),"
                "('6', x'00')");

  const auto history = read_history(*connection, "d1_migrations", {});

  ASSERT_TRUE(history) << history.error().message;
  ASSERT_EQ(history->size(), 6U);
  for (const HistoryRow& row : *history) EXPECT_FALSE(row.stamp) << row.name;
}

TEST_F(History, TableIsMadeOnce) {
  const auto connection = writer();
  ASSERT_TRUE(ensure_history(*connection, "d1_migrations", {}));
  test::run_sql(database(), "INSERT INTO d1_migrations(name) VALUES('001_a.sql')");

  ASSERT_TRUE(ensure_history(*connection, "d1_migrations", {}));
  ASSERT_TRUE(ensure_history(*connection, "D1_Migrations", {}));

  EXPECT_THAT(recorded("D1_MIGRATIONS"), ElementsAre("001_a.sql"));
}

TEST_F(History, TableMayHaveAnyName) {
  const std::string odd = "my \"own\" table'; DROP TABLE x; --";
  const auto connection = writer();

  ASSERT_TRUE(ensure_history(*connection, odd, {}));
  std::vector<AppliedFile> applied;
  add("001_it's.sql", "CREATE TABLE t(a)");
  const auto files = prepare_files(directory().files, d1::Dialect::sqlite);
  const Status status = apply_files(*connection, {.table = odd}, *files, {}, applied);

  ASSERT_TRUE(status) << status.error().message;
  EXPECT_THAT(recorded(odd), ElementsAre("001_it's.sql"));
  EXPECT_THAT(recorded(), IsEmpty());
}

TEST_F(History, OfAForeignShapeIsAnErrorThatNamesTheTable) {
  test::run_sql(database(), "CREATE TABLE d1_migrations(version INTEGER)");
  const auto connection = writer();

  const auto history = read_history(*connection, "d1_migrations", {});

  ASSERT_FALSE(history);
  EXPECT_THAT(history.error().message, HasSubstr("d1_migrations"));
  EXPECT_THAT(history.error().message, HasSubstr("not a migration history"));
}

TEST_F(History, OfAForeignShapeLetsNoMigrationThrough) {
  test::run_sql(database(), "CREATE TABLE d1_migrations(version INTEGER)");
  add("001_a.sql", "CREATE TABLE t(a)");
  const auto connection = writer();
  std::vector<AppliedFile> applied;

  EXPECT_FALSE(apply_all(*connection, applied));

  EXPECT_THAT(applied, IsEmpty());
  EXPECT_EQ(count("sqlite_schema WHERE name = 't'"), 0);
}

}  // namespace
}  // namespace d1mcp::migration
