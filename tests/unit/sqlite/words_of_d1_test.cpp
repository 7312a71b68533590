#include "d1/error_text.hpp"
#include "fixture.hpp"

namespace d1mcp::sqlite {
namespace {

using ::testing::HasSubstr;

class WordsOfD1 : public DatabaseTest {
 protected:
  Error error_of(std::string_view script, d1::Dialect dialect = d1::Dialect::d1_local) {
    const auto outcome = run(*writer(dialect), script);
    EXPECT_FALSE(outcome) << script;
    return outcome ? Error{} : outcome.error();
  }
};

TEST_F(WordsOfD1, AreTheMessageOfWhatSqliteRefuses) {
  EXPECT_EQ(error_of("SELECT nocolumn").message,
            "no such column: nocolumn at offset 7: SQLITE_ERROR");
  EXPECT_EQ(error_of("SELECT 1; SELEC 1").message,
            "near \"SELEC\": syntax error at offset 0: SQLITE_ERROR");
  EXPECT_EQ(error_of("INSERT INTO users(id) VALUES(1)").message,
            "UNIQUE constraint failed: users.id: SQLITE_CONSTRAINT (extended: "
            "SQLITE_CONSTRAINT_PRIMARYKEY)");
}

TEST_F(WordsOfD1, AreNotThoseOfPlainSqlite) {
  EXPECT_EQ(error_of("SELECT nocolumn", d1::Dialect::sqlite).message, "no such column: nocolumn");
}

TEST_F(WordsOfD1, AreFollowedByTheReasonForARefusal) {
  const Error function = error_of("SELECT sqlite_version()");
  EXPECT_EQ(function.message,
            "not authorized to use function: sqlite_version at offset 7: SQLITE_ERROR");
  EXPECT_THAT(function.hint,
              HasSubstr("D1 has no function sqlite_version; use a function D1 offers"));

  const Error pragma = error_of("PRAGMA user_version");
  EXPECT_EQ(pragma.message, "not authorized: SQLITE_AUTH");
  EXPECT_THAT(pragma.hint, HasSubstr("D1 does not allow PRAGMA user_version"));

  const Error begin = error_of("BEGIN");
  EXPECT_EQ(begin.message, d1::kTransactionRefused);
  EXPECT_THAT(begin.hint, HasSubstr("every call is one transaction of its own"));
}

TEST_F(WordsOfD1, ComeWithThePlaceOfTheStatement) {
  const Error error = error_of("SELECT 1;\nSELECT load_extension('x')");

  EXPECT_EQ(error.message, "not authorized: SQLITE_ERROR");
  ASSERT_TRUE(error.place);
  EXPECT_EQ(error.place->line, 2U);
  EXPECT_EQ(error.place->statement, 2U);
}

TEST_F(WordsOfD1, LeaveTheKeysThatAreBrokenToTheHint) {
  const Error at_once = error_of("INSERT INTO keys VALUES(1,99)");
  EXPECT_EQ(at_once.message,
            "FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: "
            "SQLITE_CONSTRAINT_FOREIGNKEY)");
  EXPECT_THAT(at_once.hint, HasSubstr("keys(user_id) would point to missing rows of users(id)"));

  const Error at_the_end = error_of("PRAGMA defer_foreign_keys=ON; INSERT INTO keys VALUES(1,99)");
  EXPECT_EQ(at_the_end.message, at_once.message);
  EXPECT_THAT(at_the_end.hint, HasSubstr("1 row, the first in keys"));
}

TEST_F(WordsOfD1, AreForParametersThatAreTooFew) {
  const auto result =
      query(*reader(d1::Dialect::d1_local), "SELECT ?, ?", {.positional = {1.0}, .named = {}});

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, d1::kWrongParameterCount);
  EXPECT_THAT(result.error().hint, HasSubstr("number 2 has no value"));
}

TEST_F(WordsOfD1, AreForNamesThatRenamingWouldMake) {
  EXPECT_EQ(error_of("ALTER TABLE audit RENAME TO _cf_audit").message,
            "not authorized: SQLITE_AUTH");
}

TEST_F(WordsOfD1, RefuseWhateverIsInTemp) {
  for (const char* sql :
       {"PRAGMA temp.foreign_keys", "CREATE TABLE temp.x(a)", "CREATE TEMP VIEW x AS SELECT 1"})
    EXPECT_EQ(error_of(sql).message, "not authorized: SQLITE_AUTH") << sql;
  EXPECT_TRUE(query(*reader(d1::Dialect::d1_local), "SELECT * FROM sqlite_temp_schema"));
}

}  // namespace
}  // namespace d1mcp::sqlite
