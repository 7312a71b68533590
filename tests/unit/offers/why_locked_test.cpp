#include "fixture.hpp"
#include "offers/prompts.hpp"
#include "support/other_program.hpp"

namespace d1mcp::offers {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class WhyLocked : public OffersTest {
 protected:
  std::string why() { return said(why_locked(services()), Json::object()); }
};

TEST_F(WhyLocked, SaysThatNobodyIsSeen) {
  open_app("CREATE TABLE a(x)");

  EXPECT_THAT(why(),
              AllOf(HasSubstr("database app is locked"),
                    HasSubstr("file: " + (root() / "app.db").string()),
                    HasSubstr("no other program is seen"),
                    HasSubstr("no -wal, -shm or -journal file"),
                    HasSubstr("reading: works\njournal mode: delete\n")));
}

class WhyLockedByAProgram : public WhyLocked, public ::testing::WithParamInterface<const char*> {};

INSTANTIATE_TEST_SUITE_P(WithEachJournal, WhyLockedByAProgram, ::testing::Values("DELETE", "WAL"));

TEST_P(WhyLockedByAProgram, NamesIt) {
  open_app("PRAGMA journal_mode=" + std::string(GetParam()) + "; CREATE TABLE a(x)");
  const test::OtherProgram other(root() / "app.db");
  if (!other.is_in_proc_locks()) GTEST_SKIP() << "this system does not tell of locks";

  EXPECT_THAT(why(),
              AllOf(HasSubstr("write lock: held by PID " + std::to_string(other.pid())),
                    HasSubstr("reading: works")));
}

TEST_F(WhyLocked, TellsOfFilesBesideTheDatabase) {
  open_app("CREATE TABLE a(x)");
  temporary_.write("app.db-journal", std::string(2048, '\0'));

  EXPECT_THAT(why(), HasSubstr("beside it: -journal, 2.0 KB, changed "));
}

TEST_F(WhyLocked, LeavesNoFileBehind) {
  open_app("PRAGMA journal_mode=WAL; CREATE TABLE a(x)");
  const auto before = temporary_.names();

  EXPECT_THAT(why(), HasSubstr("journal mode: wal"));
  EXPECT_EQ(temporary_.names(), before);
}

TEST_F(WhyLocked, TellsWhyItCannotBeRead) {
  open_app("CREATE TABLE a(x)");
  temporary_.write("app.db", std::string(4096, 'x'));

  EXPECT_THAT(why(), AllOf(HasSubstr("reading: fails: "), HasSubstr("is not a SQLite database")));
}

TEST_F(WhyLocked, SaysThatNobodyLocksADump) {
  temporary_.write("dump.sql", "CREATE TABLE a(x);");
  open({"dump.sql"});

  EXPECT_THAT(why(), HasSubstr("nobody can lock it"));
}

TEST_F(WhyLocked, SaysThatTheDatabaseIsMissing) {
  open({"app.db"});

  EXPECT_EQ(refusal(why_locked(services()), Json::object()).code, ErrorCode::not_found);
}

TEST_F(WhyLocked, SaysWhyTheFileIsNoDatabase) {
  temporary_.write("data.json", "{}");
  open({"data.json"});

  EXPECT_THAT(refusal(why_locked(services()), Json::object()).message, HasSubstr("data.json"));
}

}  // namespace
}  // namespace d1mcp::offers
