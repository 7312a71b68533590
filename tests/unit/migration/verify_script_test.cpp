#include "migration/verify_script.hpp"

#include "fixture.hpp"

namespace d1mcp::migration {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct VerifyPair {
  const char* forward;
  const char* verify;
};

void PrintTo(const VerifyPair& pair, std::ostream* out) {
  *out << pair.verify;
}

class VerifySpelling : public MigrationTest, public ::testing::WithParamInterface<VerifyPair> {};

TEST_P(VerifySpelling, IsPairedWithItsMigration) {
  add(GetParam().forward);
  add(GetParam().verify);

  const Directory read = directory({.matches = [](std::string_view) { return true; }});

  ASSERT_THAT(names_of(read.files), ElementsAre(GetParam().forward));
  ASSERT_TRUE(read.files[0].verify);
  EXPECT_EQ(read.files[0].verify->name, GetParam().verify);
  EXPECT_THAT(read.verify_files, ElementsAre(GetParam().verify));
  EXPECT_THAT(read.rollback_files, IsEmpty());
  EXPECT_THAT(read.warnings, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Names,
                         VerifySpelling,
                         ::testing::Values(VerifyPair{"001_a.sql", "001_a_verify.sql"},
                                           VerifyPair{"001_a.sql", "001_a.verify.sql"},
                                           VerifyPair{"001_a.up.sql", "001_a.verify.sql"},
                                           VerifyPair{"001_a_up.sql", "001_a_verify.sql"},
                                           VerifyPair{"001_a.sql", "verify/001_a.sql"},
                                           VerifyPair{"001_a.sql", "verify/001_a_verify.sql"},
                                           VerifyPair{"app/001_a.sql", "app/verify/001_a.sql"}));

class VerifyFiles : public MigrationTest {};

TEST_F(VerifyFiles, ThatVerifyNothingAreWarnedOfAndNeverApplied) {
  add("001_a.sql");
  add("002_gone.verify.sql");

  const Directory read = directory();

  EXPECT_THAT(names_of(read.files), ElementsAre("001_a.sql"));
  EXPECT_THAT(read.warnings,
              ElementsAre(AllOf(HasSubstr("002_gone.verify.sql verifies no migration"),
                                HasSubstr("002_gone.sql"))));
}

TEST_F(VerifyFiles, AreNoMigrationsWhoseNamesHappenToEndSo) {
  add("001_email_verify.sql");

  EXPECT_THAT(names_of(directory().files), ElementsAre("001_email_verify.sql"));
}

TEST_F(VerifyFiles, AreWarnedOfWhereWranglerWouldRunThem) {
  add("001_a.sql");
  add("001_a_verify.sql");

  const Directory read = directory({.matches = {}, .shared_with_wrangler = true});

  EXPECT_THAT(read.warnings,
              ElementsAre(AllOf(HasSubstr("would run 001_a_verify.sql as a migration"),
                                HasSubstr("migrations/+([0-9])_!(*_rollback|*_verify).sql"))));
}

class Verify : public MigrationTest {
 protected:
  Verify() {
    add("001_users.sql",
        "CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT);\n"
        "INSERT INTO users(email) VALUES('a'),(NULL);");
    add("002_after.sql", "CREATE TABLE after(x);");
  }

  Status apply_with(std::string_view script) {
    add("001_users_verify.sql", script);
    const auto connection = writer();
    return apply_all(*connection, applied_);
  }

  Error failure_of(std::string_view script) {
    const Status status = apply_with(script);
    EXPECT_FALSE(status) << script;
    EXPECT_THAT(applied_, IsEmpty());
    EXPECT_THAT(recorded(), IsEmpty()) << script;
    EXPECT_EQ(count("sqlite_schema WHERE name IN ('users', 'after', 'made')"), 0) << script;
    return status ? Error{} : status.error();
  }

  std::vector<AppliedFile> applied_;
};

TEST_F(Verify, PassesWhereEveryQueryAnswersYes) {
  const Status status = apply_with(
      "-- what has to be true\n"
      "SELECT count(*) = 2 FROM users;\n"
      "SELECT 0.5; SELECT count(*) FROM users;\n"
      "SELECT NOT EXISTS (SELECT 1 FROM users WHERE id IS NULL)");

  ASSERT_TRUE(status) << status.error().message;
  EXPECT_THAT(recorded(), ElementsAre("001_users.sql", "002_after.sql"));
}

TEST_F(Verify, SeesWhatTheFileMadeBeforeItIsCommitted) {
  add("003_c.sql", "INSERT INTO users(id) VALUES(77);");
  add("003_c_verify.sql", "SELECT 77 IN (SELECT id FROM users)");
  const auto connection = writer();

  const Status status = apply_all(*connection, applied_);

  EXPECT_TRUE(status) << status.error().message;
}

TEST_F(Verify, RollsTheFileBackAndNamesTheQueryItsPlaceAndWhatItGave) {
  const Error error = failure_of(
      "SELECT 1;\n\n  SELECT count(*) = 0\n  FROM users WHERE email IS NULL;\nSELECT 1;");

  EXPECT_EQ(error.code, ErrorCode::constraint);
  EXPECT_EQ(error.message,
            "001_users.sql was not applied: verification failed: SELECT count(*) = 0 FROM users "
            "WHERE email IS NULL gave 0");
  EXPECT_EQ(error.place,
            (Place{.file = "001_users_verify.sql", .line = 3, .column = 3, .statement = 2}));
  EXPECT_THAT(error.hint, HasSubstr("one row with one value"));
}

struct WrongAnswer {
  const char* query;
  const char* gave;
};

TEST_F(Verify, TakesNothingButOneTrueNumberForYes) {
  const std::vector<WrongAnswer> wrongs = {
      {"SELECT NULL", "gave NULL"},
      {"SELECT 0.0", "gave 0.0"},
      {"SELECT 'yes'", "gave 'yes'"},
      {"SELECT x'01'", "gave a blob of 1 byte"},
      {"SELECT 1 WHERE 0", "gave no row"},
      {"SELECT 1, 1", "gave the values 1, 1"},
      {"SELECT id FROM users", "gave more than one row, the first 1"},
      {"SELECT id FROM users WHERE email = 'nobody'", "gave no row"}};
  for (const WrongAnswer& wrong : wrongs) {
    EXPECT_THAT(failure_of(wrong.query).message, HasSubstr(wrong.gave)) << wrong.query;
  }
}

TEST_F(Verify, OnlyReads) {
  for (const char* query : {"CREATE TABLE made(x)",
                            "DELETE FROM users RETURNING 1",
                            "PRAGMA user_version = 7",
                            "PRAGMA journal_mode = DELETE",
                            "ATTACH 'other.db' AS other",
                            "COMMIT",
                            "WITH t AS (SELECT 1) INSERT INTO users(id) SELECT * FROM t"}) {
    const Error error = failure_of(query);
    EXPECT_EQ(error.code, ErrorCode::permission_denied) << query;
    EXPECT_EQ(error.place->file, "001_users_verify.sql") << query;
  }
}

TEST_F(Verify, PlacesTheErrorOfAQueryInItsOwnFile) {
  const Error error = failure_of("SELECT 1; SELECT 1\n FROM users,\n   nobody");

  EXPECT_THAT(error.message, HasSubstr("no such table: nobody"));
  EXPECT_EQ(error.place->file, "001_users_verify.sql");
  EXPECT_EQ(error.place->statement, 2U);
}

TEST_F(Verify, NamesTheColumnOfAMistakeInTheFirstLineOfAQuery) {
  const Error error = failure_of("SELECT 1;   SELECT nothing");

  EXPECT_EQ(error.place,
            (Place{.file = "001_users_verify.sql", .line = 1, .column = 20, .statement = 2}));
}

TEST_F(Verify, NeedsAQueryThatCanBeCutOut) {
  EXPECT_THAT(failure_of("-- later\n").message, HasSubstr("holds no query"));
  EXPECT_EQ(failure_of("SELECT 'never closed").place->file, "001_users_verify.sql");
}

}  // namespace
}  // namespace d1mcp::migration
