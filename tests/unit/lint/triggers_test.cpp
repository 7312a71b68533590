#include "fixture.hpp"

// X11: triggers that fire triggers.

namespace d1mcp::lint {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

/// Tables t0 to t`count`.
std::string tables(int count) {
  std::string sql;
  for (int i = 0; i <= count; ++i) sql += "CREATE TABLE t" + std::to_string(i) + " (a, b);";
  return sql;
}

/// Triggers g`from` … g`to` - 1 by `event`, each writing to the next table by `write`, a line each.
std::string chain(int from, int to, const std::string& event, const std::string& write) {
  std::string sql;
  for (int i = from; i < to; ++i) {
    const std::string number = std::to_string(i);
    const std::string next = "t" + std::to_string(i + 1);
    std::string body = write;
    body.replace(body.find('%'), 1, next);
    sql += "CREATE TRIGGER g" + number + " AFTER " + event + " ON t" + number + " BEGIN " + body +
           "; END;\n";
  }
  return sql;
}

std::string inserting(int from, int to) {
  return chain(from, to, "INSERT", "INSERT INTO % (a) VALUES (new.a)");
}

TEST(DeepTriggers, TheEleventhIsTooMany) {
  EXPECT_THAT(found_in({.schema = tables(11), .sql = "\n" + inserting(0, 11)}), Contains("X11@12"));
  EXPECT_TRUE(is_clean("X11", {.schema = tables(11), .sql = inserting(0, 10)}));
}

TEST(DeepTriggers, CountThoseThatAreThere) {
  const Case added{.schema = tables(11) + inserting(1, 11), .sql = "\n" + inserting(0, 1)};

  EXPECT_THAT(found_in(added), Contains("X11@2"));
  EXPECT_THAT(message_of("X11", added), HasSubstr("g0 fires 11 triggers"));
}

TEST(DeepTriggers, AreBlamedOnTheFileThatMakesThem) {
  EXPECT_TRUE(is_clean("X11",
                       {.schema = tables(11) + inserting(0, 11),
                        .sql = "CREATE TRIGGER other AFTER DELETE ON t0 "
                               "BEGIN DELETE FROM t11; END;"}));
}

TEST(DeepTriggers, DoNotCountOneTwice) {
  const std::string ring = tables(11) + inserting(0, 3);

  EXPECT_TRUE(is_clean("X11",
                       {.schema = ring,
                        .sql = "CREATE TRIGGER back AFTER INSERT ON t3 BEGIN "
                               "INSERT INTO t0 (a) VALUES (1); INSERT INTO t3 (a) VALUES (1); "
                               "END;"}));
}

TEST(DeepTriggers, FollowTheEventAndItsColumns) {
  const std::string schema = tables(11);

  EXPECT_THAT(
      found_in({.schema = schema, .sql = chain(0, 11, "UPDATE OF a", "UPDATE % SET a = 1")}),
      Contains("X11@11"));
  EXPECT_TRUE(is_clean(
      "X11", {.schema = schema, .sql = chain(0, 11, "UPDATE OF a", "UPDATE % SET b = 1")}));
  EXPECT_TRUE(
      is_clean("X11", {.schema = schema, .sql = chain(0, 11, "DELETE", "UPDATE % SET a = 1")}));
  EXPECT_THAT(found_in({.schema = schema, .sql = chain(0, 11, "DELETE", "DELETE FROM %")}),
              Contains("X11@11"));
}

TEST(DeepTriggers, FollowUpserts) {
  const Case upserting{
      .schema = tables(11),
      .sql = chain(
          0, 11, "UPDATE OF b", "INSERT INTO % (a) VALUES (1) ON CONFLICT DO UPDATE SET b = 2")};

  EXPECT_THAT(found_in(upserting), Contains("X11@11"));
}

TEST(DeepTriggers, AreNoMatterOfPlainSqlite) {
  EXPECT_TRUE(is_clean(
      "X11", {.schema = tables(11), .sql = inserting(0, 11), .dialect = d1::Dialect::sqlite}));
}

TEST(DeepTriggers, AManyTimesBranchingGraphIsGivenUp) {
  std::string schema = tables(10);
  for (int i = 0; i < 10; ++i) {
    for (int copy = 0; copy < 8; ++copy) {
      schema += "CREATE TRIGGER w" + std::to_string(i) + "_" + std::to_string(copy) +
                " AFTER INSERT ON t" + std::to_string(i) + " BEGIN INSERT INTO t" +
                std::to_string(i + 1) + " (a) VALUES (1); END;";
    }
  }

  EXPECT_TRUE(is_clean("X11", {.schema = schema, .sql = inserting(0, 1)}));
}

}  // namespace
}  // namespace d1mcp::lint
