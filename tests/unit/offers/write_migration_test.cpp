#include "fixture.hpp"
#include "offers/prompts.hpp"

namespace d1mcp::offers {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class WriteMigration : public OffersTest {
 protected:
  std::string said_of(const std::string& change, Access access = Access::migrate) {
    return said(write_migration(services(), access), {{"change", change}});
  }
};

constexpr const char* kShop =
    "CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT);"
    "CREATE INDEX users_email ON users(email);"
    "CREATE TRIGGER users_log AFTER INSERT ON USERS BEGIN SELECT 1; END;"
    "CREATE TABLE orders(user_id REFERENCES Users(id) ON DELETE CASCADE);"
    "CREATE VIEW emails AS SELECT email FROM users;"
    "CREATE TABLE settings(key TEXT);";

TEST_F(WriteMigration, ShowsTheTableItNamesWithAllThatRefersToIt) {
  open_app(kShop);

  EXPECT_THAT(
      said_of("add a phone number to USERS"),
      AllOf(HasSubstr("Write a migration for the database app: add a phone number to USERS"),
            HasSubstr("CREATE TABLE users("),
            HasSubstr("CREATE INDEX users_email"),
            HasSubstr("CREATE TRIGGER users_log"),
            HasSubstr("CREATE TABLE orders("),
            HasSubstr("CREATE VIEW emails"),
            Not(HasSubstr("CREATE TABLE settings"))));
}

TEST_F(WriteMigration, ListsTheTablesWhenItNamesNone) {
  open_app(kShop);

  EXPECT_THAT(said_of("store phone numbers"),
              AllOf(HasSubstr("The change names no table"),
                    HasSubstr("\nemails\n"),
                    HasSubstr("\norders\n"),
                    HasSubstr("\nsettings\n"),
                    HasSubstr("\nusers\n"),
                    Not(HasSubstr("users_email")),
                    Not(HasSubstr("users_log"))));
}

TEST_F(WriteMigration, SaysThatThereAreNoTables) {
  open_app("PRAGMA user_version=1");

  EXPECT_THAT(said_of("a table for users"), HasSubstr("The database has no tables yet."));
}

TEST_F(WriteMigration, NamesTheNextFileAndItsRollback) {
  open_sample();

  EXPECT_THAT(said_of("add a phone number to users"),
              AllOf(HasSubstr("Files: 006_what_it_does.sql and its rollback "
                              "006_what_it_does_rollback.sql"),
                    HasSubstr("newest: 005_totp.sql"),
                    HasSubstr((root() / "migrations").string())));
}

TEST_F(WriteMigration, NamesThePendingFiles) {
  open_sample();

  EXPECT_THAT(said_of("add a phone number to users"),
              AllOf(HasSubstr("Written but not applied"),
                    HasSubstr("003_usage_tracking.sql\n004_ai_connections.sql\n005_totp.sql\n"),
                    Not(HasSubstr("002_api_keys.sql"))));
}

TEST_F(WriteMigration, IsTheFirstOfAFolderThatIsNotThere) {
  open_app(kShop);

  EXPECT_THAT(said_of("drop settings"),
              AllOf(HasSubstr("001_what_it_does.sql"), HasSubstr("no numbered migration yet")));
}

TEST_F(WriteMigration, OfWranglerPutsTheRollbackWhereWranglerDoesNotRunIt) {
  temporary_.write("migrations/0001_users.sql", kShop);
  open_project();

  EXPECT_THAT(said_of("drop settings"),
              AllOf(HasSubstr("0002_what_it_does.sql"),
                    HasSubstr("rollback/0002_what_it_does.sql"),
                    HasSubstr("does not exist yet")));
}

TEST_F(WriteMigration, TellsTheRulesOfD1) {
  open_app(kShop);

  EXPECT_THAT(said_of("drop settings"),
              AllOf(HasSubstr("PRAGMA foreign_keys=OFF does nothing"),
                    HasSubstr("ON DELETE CASCADE"),
                    HasSubstr("No BEGIN, COMMIT"),
                    HasSubstr("100,000 bytes")));
}

TEST_F(WriteMigration, SpeaksOfTheToolThatTriesItOnlyWhereItIsOffered) {
  open_app(kShop);

  EXPECT_THAT(said_of("drop settings", Access::migrate), HasSubstr("apply_migration with dry_run"));
  EXPECT_THAT(
      said_of("drop settings", Access::read),
      AllOf(Not(HasSubstr("apply_migration")), HasSubstr("d1-mcp migrate apply --dry-run")));
}

TEST_F(WriteMigration, SaysThatTheDatabaseIsMissing) {
  open({"app.db"});

  const Error error = refusal(write_migration(services(), Access::read), {{"change", "x"}});

  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_THAT(error.message, HasSubstr("app.db"));
}

}  // namespace
}  // namespace d1mcp::offers
