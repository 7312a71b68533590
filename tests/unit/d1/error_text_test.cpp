#include "d1/error_text.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include "core/encoding.hpp"

namespace d1mcp::d1 {
namespace {

using ::testing::Optional;

// The expected texts are what workerd 1.20261117.1 answered.
TEST(ErrorText, GivesMessageOffsetAndCode) {
  EXPECT_EQ(error_text({.message = "near \"selec\": syntax error",
                        .code = SQLITE_ERROR,
                        .extended_code = SQLITE_ERROR,
                        .error_offset = 0}),
            "near \"selec\": syntax error at offset 0: SQLITE_ERROR");
}

TEST(ErrorText, LeavesOutWhatThereIsNot) {
  EXPECT_EQ(error_text({.message = "datatype mismatch",
                        .code = SQLITE_MISMATCH,
                        .extended_code = SQLITE_MISMATCH,
                        .error_offset = {}}),
            "datatype mismatch: SQLITE_MISMATCH");
}

TEST(ErrorText, NamesTheExtendedCode) {
  EXPECT_EQ(error_text({.message = "FOREIGN KEY constraint failed",
                        .code = SQLITE_CONSTRAINT,
                        .extended_code = SQLITE_CONSTRAINT_FOREIGNKEY,
                        .error_offset = {}}),
            "FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: "
            "SQLITE_CONSTRAINT_FOREIGNKEY)");
}

TEST(ErrorText, LeavesOutAnExtendedCodeWithoutAName) {
  EXPECT_EQ(error_text({.message = "x",
                        .code = SQLITE_ERROR,
                        .extended_code = SQLITE_ERROR | (99 << 8),
                        .error_offset = {}}),
            "x: SQLITE_ERROR");
}

TEST(ResultCodes, AreNamedAsTheHeaderDefinesThem) {
  EXPECT_EQ(result_code_name(SQLITE_OK), "SQLITE_OK");
  EXPECT_EQ(result_code_name(SQLITE_BUSY), "SQLITE_BUSY");
  EXPECT_EQ(result_code_name(SQLITE_TOOBIG), "SQLITE_TOOBIG");
  EXPECT_EQ(result_code_name(SQLITE_AUTH), "SQLITE_AUTH");
  EXPECT_EQ(result_code_name(SQLITE_NOTADB), "SQLITE_NOTADB");
  EXPECT_EQ(result_code_name(SQLITE_DONE), "SQLITE_DONE");
  EXPECT_EQ(result_code_name(77), "SQLITE_UNKNOWN_ERROR_CODE(77)");
}

#define EXPECT_NAMED(code) \
  EXPECT_THAT(extended_result_code_name(code), Optional(std::string_view(#code)))

TEST(ExtendedResultCodes, AreNamedAsTheHeaderDefinesThem) {
  EXPECT_NAMED(SQLITE_BUSY_SNAPSHOT);
  EXPECT_NAMED(SQLITE_BUSY_TIMEOUT);
  EXPECT_NAMED(SQLITE_CANTOPEN_SYMLINK);
  EXPECT_NAMED(SQLITE_CONSTRAINT_CHECK);
  EXPECT_NAMED(SQLITE_CONSTRAINT_DATATYPE);
  EXPECT_NAMED(SQLITE_CONSTRAINT_NOTNULL);
  EXPECT_NAMED(SQLITE_CONSTRAINT_PRIMARYKEY);
  EXPECT_NAMED(SQLITE_CONSTRAINT_ROWID);
  EXPECT_NAMED(SQLITE_CONSTRAINT_TRIGGER);
  EXPECT_NAMED(SQLITE_CONSTRAINT_UNIQUE);
  EXPECT_NAMED(SQLITE_IOERR_CORRUPTFS);
  EXPECT_NAMED(SQLITE_LOCKED_SHAREDCACHE);
  EXPECT_NAMED(SQLITE_OK_LOAD_PERMANENTLY);
  EXPECT_NAMED(SQLITE_READONLY_DIRECTORY);
  EXPECT_EQ(extended_result_code_name(SQLITE_CONSTRAINT), std::nullopt);
}

TEST(WordsOfD1, BecomeTheMessageAndLeaveTheRestToTheHint) {
  const Error bare{.code = ErrorCode::sql_error, .message = "why", .hint = {}, .place = {}};
  const Error hinted{.code = ErrorCode::sql_error, .message = "why", .hint = "do", .place = {}};

  EXPECT_EQ(in_words_of_d1(bare, "not authorized").message, "not authorized");
  EXPECT_EQ(in_words_of_d1(bare, "not authorized").hint, "why");
  EXPECT_EQ(in_words_of_d1(hinted, "not authorized").hint, "why; do");
  EXPECT_EQ(in_words_of_d1(hinted, "not authorized").code, ErrorCode::sql_error);
}

TEST(TransactionRefused, IsTheTextOfD1) {
  EXPECT_EQ(sha256_hex(kTransactionRefused),
            "c4a6ae1819ab30a1f9c5a5055daf45b1a72ea1c69e83d4910627c9ae94c71195");
}

}  // namespace
}  // namespace d1mcp::d1
