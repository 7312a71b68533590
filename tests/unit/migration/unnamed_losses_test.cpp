#include "fixture.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class UnnamedLosses : public MigrationTest {
 protected:
  UnnamedLosses() {
    test::run_sql(database(),
                  "CREATE TABLE users(id INTEGER PRIMARY KEY);"
                  "CREATE TABLE api_keys(id INTEGER PRIMARY KEY, u REFERENCES users(id) ON DELETE "
                  "CASCADE);"
                  "CREATE TABLE logs(u);"
                  "INSERT INTO users VALUES(1),(2);"
                  "INSERT INTO api_keys VALUES(10,1),(11,1),(12,2);"
                  "INSERT INTO logs VALUES(1),(2);");
  }

  std::vector<std::string> losses_of(std::string_view sql) {
    add("001_a.sql", sql);
    const auto prepared = prepare_files(directory().files, d1::Dialect::sqlite);
    EXPECT_TRUE(prepared);
    const auto connection = writer();
    std::vector<AppliedFile> applied;
    const Status status = apply_files(*connection, {}, *prepared, {}, applied);
    EXPECT_TRUE(status) << status.error().message;
    return applied.empty() ? std::vector<std::string>{"(nothing applied)"}
                           : unnamed_losses(prepared->front(), applied.front());
  }
};

TEST_F(UnnamedLosses, AreFoundWhereACascadeDeletes) {
  EXPECT_THAT(
      losses_of("DELETE FROM users WHERE id = 1;"),
      ElementsAre(AllOf(HasSubstr("001_a.sql"), HasSubstr("api_keys"), HasSubstr("2 rows"))));
}

TEST_F(UnnamedLosses, AreFoundWhenATableIsRebuilt) {
  EXPECT_THAT(losses_of("CREATE TABLE new_users(id INTEGER PRIMARY KEY, plan TEXT);"
                        "INSERT INTO new_users(id) SELECT id FROM users;"
                        "DROP TABLE users;"
                        "ALTER TABLE new_users RENAME TO users;"),
              ElementsAre(AllOf(HasSubstr("api_keys"), HasSubstr("3 rows"))));
}

TEST_F(UnnamedLosses, OfATriggerAreCounted) {
  test::run_sql(database(),
                "DELETE FROM api_keys;"
                "CREATE TRIGGER forget AFTER UPDATE ON users BEGIN DELETE FROM logs; END;");

  EXPECT_THAT(losses_of("UPDATE users SET id = 3 WHERE id = 2;"),
              ElementsAre(AllOf(HasSubstr("logs"), HasSubstr("2 rows"))));
}

TEST_F(UnnamedLosses, AreNoneWhereTheFileNamesTheTable) {
  EXPECT_THAT(losses_of("DELETE FROM API_KEYS WHERE u = 1; DELETE FROM users WHERE id = 1;"),
              IsEmpty());
}

TEST_F(UnnamedLosses, AreNoneWhereNothingIsLost) {
  EXPECT_THAT(losses_of("INSERT INTO users VALUES(3);"), IsEmpty());
}

}  // namespace
}  // namespace d1mcp::migration
