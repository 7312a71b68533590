#include "fixture.hpp"
#include "offers/prompts.hpp"

namespace d1mcp::offers {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ExplainQuery : public OffersTest {
 protected:
  ExplainQuery() {
    open_app(
        "CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT);"
        "CREATE INDEX users_email ON users(email);"
        "CREATE TRIGGER users_log AFTER INSERT ON users BEGIN SELECT 1; END;"
        "CREATE TABLE orders(user_id REFERENCES users(id), note TEXT);"
        "CREATE VIEW notes AS SELECT note FROM orders;"
        "CREATE VIEW more AS SELECT * FROM notes;"
        "INSERT INTO users VALUES(1, 'a'), (2, 'b');");
  }

  std::string explain(const std::string& sql) {
    return said(explain_query(services()), {{"sql", sql}});
  }

  Error refused(const std::string& sql) {
    return refusal(explain_query(services()), {{"sql", sql}});
  }
};

TEST_F(ExplainQuery, ShowsTheQueryItsPlanAndItsTables) {
  EXPECT_THAT(explain("SELECT * FROM Users WHERE email = 'a'"),
              AllOf(HasSubstr("```sql\nSELECT * FROM Users WHERE email = 'a'\n```"),
                    HasSubstr("INDEX users_email (email=?)"),
                    HasSubstr("CREATE TABLE users("),
                    HasSubstr("CREATE INDEX users_email"),
                    HasSubstr("users: 2 rows"),
                    Not(HasSubstr("users_log")),
                    Not(HasSubstr("CREATE TABLE orders"))));
}

TEST_F(ExplainQuery, IndentsTheStepsOfAPlan) {
  EXPECT_THAT(explain("SELECT 1 UNION SELECT 2"), HasSubstr("\n  LEFT\n    SCAN CONSTANT ROW\n"));
}

TEST_F(ExplainQuery, ShowsTheTablesBehindViews) {
  EXPECT_THAT(explain("SELECT * FROM more"),
              AllOf(HasSubstr("CREATE VIEW more"),
                    HasSubstr("CREATE VIEW notes"),
                    HasSubstr("CREATE TABLE orders"),
                    HasSubstr("orders: 0 rows"),
                    Not(HasSubstr("CREATE TABLE users"))));
}

TEST_F(ExplainQuery, SaysThatItReadsFromNoTable) {
  EXPECT_THAT(explain("SELECT 1"), HasSubstr("It reads from no table of this database."));
}

TEST_F(ExplainQuery, NeedsNoValuesForParameters) {
  EXPECT_THAT(explain("SELECT * FROM users WHERE id = ? AND email = ?"), HasSubstr("SEARCH users"));
  EXPECT_THAT(explain("SELECT * FROM users WHERE id = ?7 AND email = ?"),
              HasSubstr("SEARCH users"));
  EXPECT_THAT(explain("SELECT * FROM users WHERE id = :id AND email = @b"),
              HasSubstr("SEARCH users"));
}

TEST_F(ExplainQuery, SaysWhatIsWrongWithTheQuery) {
  EXPECT_THAT(refused("SELECT nosuch FROM users").message, HasSubstr("no such column: nosuch"));
  EXPECT_THAT(refused("SELEC 1").message, HasSubstr("syntax error"));
  EXPECT_EQ(refused("SELECT 1; SELECT 2").code, ErrorCode::invalid_argument);
  EXPECT_THAT(refused("").message, HasSubstr("incomplete input"));
  EXPECT_EQ(refused("SELECT ?99999999999999999999").code, ErrorCode::sql_error);
}

TEST_F(ExplainQuery, SaysWhereInTheQueryItIs) {
  const auto place = refused("SELECT 1\nFROM users WHERE nosuch").place;

  ASSERT_TRUE(place);
  EXPECT_EQ(place->line, 2U);
}

TEST_F(ExplainQuery, RunsNothing) {
  EXPECT_THAT(explain("DELETE FROM users WHERE email = 'a'"), HasSubstr("SEARCH users"));
  EXPECT_EQ(cell("SELECT count(*) FROM users"), 2);
}

TEST_F(ExplainQuery, ShowsAPlanWhoseNamesAreNoUtf8) {
  alter("app.db", "CREATE TABLE \"\xFF\"(x); CREATE VIEW odd AS SELECT x FROM \"\xFF\";");

  EXPECT_THAT(explain("SELECT * FROM odd"), HasSubstr("EXPLAIN QUERY PLAN"));
}

TEST_F(ExplainQuery, SaysThatALongPlanIsCut) {
  std::string sql = "SELECT 1 FROM users";
  for (int part = 0; part < 150; ++part) sql += " UNION ALL SELECT 1 FROM users";

  EXPECT_THAT(explain(sql), HasSubstr("(cut here: the plan has more steps)"));
}

}  // namespace
}  // namespace d1mcp::offers
