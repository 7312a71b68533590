#include "offers/completion.hpp"

#include "fixture.hpp"

namespace d1mcp::offers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Names = std::vector<std::string>;

class CompletionTest : public OffersTest {
 protected:
  Result<Names> ask(const std::string& argument,
                    const std::string& value,
                    const Json& others = Json::object()) {
    return completer(services())({.of = mcp::CompletionQuery::Of::resource_template,
                                  .reference = "d1://{database}/tables/{table}",
                                  .argument = argument,
                                  .value = value,
                                  .others = others},
                                 {});
  }

  Names complete(const std::string& argument,
                 const std::string& value,
                 const Json& others = Json::object()) {
    auto names = ask(argument, value, others);
    EXPECT_TRUE(names) << names.error().message;
    return names ? std::move(names).value() : Names{"(failed)"};
  }

  void open_two() {
    make_database("app.db",
                  "CREATE TABLE users(x); CREATE TABLE user_roles(x); CREATE TABLE Log(x)");
    make_database("Archive.db", "CREATE TABLE old_users(x)");
    open({"app.db", "Archive.db"});
  }
};

TEST_F(CompletionTest, OfDatabasesIsByPrefixWithoutCase) {
  open_two();

  EXPECT_THAT(complete("database", ""), ElementsAre("app", "Archive"));
  EXPECT_THAT(complete("database", "A"), ElementsAre("app", "Archive"));
  EXPECT_THAT(complete("database", "ar"), ElementsAre("Archive"));
  EXPECT_THAT(complete("database", "pp"), IsEmpty());
}

TEST_F(CompletionTest, OfTablesIsOfTheDatabaseThatIsSettled) {
  open_two();

  EXPECT_THAT(complete("table", "USER", {{"database", "app"}}), ElementsAre("user_roles", "users"));
  EXPECT_THAT(complete("table", "l", {{"database", "app"}}), ElementsAre("Log"));
  EXPECT_THAT(complete("table", "", {{"database", "Archive"}}), ElementsAre("old_users"));
}

TEST_F(CompletionTest, OfTablesIsEmptyWhereItCannotBeToldWhoseTheyAre) {
  open_two();

  EXPECT_THAT(complete("table", ""), IsEmpty());
  EXPECT_THAT(complete("table", "", {{"database", "nosuch"}}), IsEmpty());
  EXPECT_THAT(complete("table", "", {{"database", 7}}), IsEmpty());
}

TEST_F(CompletionTest, OfTablesNeedsNoDatabaseWhereThereIsOne) {
  open_app("CREATE TABLE users(x); CREATE VIEW all_users AS SELECT * FROM users;");

  EXPECT_THAT(complete("table", ""), ElementsAre("all_users", "users"));
}

TEST_F(CompletionTest, OfTablesHasNamesOfAnyKind) {
  open_app("CREATE TABLE \"100% é\"(x); CREATE TABLE \"\xFF\"(x)");

  EXPECT_THAT(complete("table", "100%"), ElementsAre("100% é"));
  EXPECT_THAT(complete("table", ""), ElementsAre("100% é")) << "the other cannot be told";
}

TEST_F(CompletionTest, OfFilesHasTheNewestFirstAndRollbacksLast) {
  temporary_.write("migrations/001_users.sql", "");
  temporary_.write("migrations/002_log.sql", "");
  temporary_.write("migrations/010_more.sql", "");
  temporary_.write("migrations/rollback/002_log.sql", "");
  open_app("CREATE TABLE a(x)");

  EXPECT_THAT(complete("file", ""),
              ElementsAre("010_more.sql", "002_log.sql", "001_users.sql", "rollback/002_log.sql"));
  EXPECT_THAT(complete("file", "00"), ElementsAre("002_log.sql", "001_users.sql"));
  EXPECT_THAT(complete("file", "ROLL", {{"database", "app"}}), ElementsAre("rollback/002_log.sql"));
}

TEST_F(CompletionTest, OfWhatIsNotThereIsEmpty) {
  open({"missing.db"});

  EXPECT_THAT(complete("table", ""), IsEmpty());
  EXPECT_THAT(complete("file", ""), IsEmpty());
}

TEST_F(CompletionTest, WithoutAnyDatabaseIsEmpty) {
  open({});

  EXPECT_THAT(complete("database", ""), IsEmpty());
  EXPECT_THAT(complete("table", ""), IsEmpty());
}

TEST_F(CompletionTest, OfAnArgumentThatTakesAnyTextIsEmpty) {
  open_app("CREATE TABLE a(x)");

  EXPECT_THAT(complete("change", "a"), IsEmpty());
  EXPECT_THAT(complete("sql", "SELECT"), IsEmpty());
}

TEST_F(CompletionTest, SaysWhyADatabaseCannotBeRead) {
  open_app("CREATE TABLE a(x)");
  temporary_.write("app.db", std::string(4096, 'x'));

  const auto names = ask("table", "");

  ASSERT_FALSE(names);
  EXPECT_EQ(names.error().code, ErrorCode::not_a_database);
}

}  // namespace
}  // namespace d1mcp::offers
