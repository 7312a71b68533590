#include "cli/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace d1mcp::cli {
namespace {

using jsonrpc::Json;

Error full_error() {
  return Error{
      .code = ErrorCode::sql_error,
      .message = "no such table: userz",
      .hint = "did you mean users?",
      .place = Place{.file = "migrations/003.sql", .line = 4, .column = 12, .statement = 2}};
}

TEST(ErrorText, HasPlaceAndHintOnLinesOfTheirOwn) {
  EXPECT_EQ(error_text(full_error(), {}),
            "error: no such table: userz\n"
            "   at: migrations/003.sql:4:12 (statement 2)\n"
            " hint: did you mean users?\n");
}

TEST(ErrorText, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(error_text({.code = ErrorCode::busy, .message = "locked", .hint = {}, .place = {}}, {}),
            "error: locked\n");
  EXPECT_EQ(error_text({.code = ErrorCode::busy, .message = "x", .hint = {}, .place = Place{}}, {}),
            "error: x\n");
}

TEST(ErrorText, IsRedOnATerminal) {
  const std::string text = error_text(full_error(), {.color = true});

  EXPECT_THAT(text, testing::StartsWith("\x1b[31merror:\x1b[0m no such table"));
  EXPECT_THAT(text, testing::HasSubstr("\x1b[36m hint:\x1b[0m did you"));
}

TEST(ErrorText, DoesNotPassOnControlCharacters) {
  Error error = full_error();
  error.message = "bad name \x1b]0;x\x07";

  EXPECT_THAT(error_text(error, {}), testing::StartsWith("error: bad name \\x1b]0;x\\x07\n"));
}

TEST(ErrorJson, HasTheMembersScriptsRelyOn) {
  EXPECT_EQ(error_json(full_error()),
            R"({"error":{"code":"sql_error","message":"no such table: userz",)"
            R"("hint":"did you mean users?","place":{"file":"migrations/003.sql","line":4,)"
            R"("column":12,"statement":2}}})"
            "\n");
}

TEST(ErrorJson, LeavesOutWhatIsEmptyAndIsAlwaysUtf8) {
  const Error error{
      .code = ErrorCode::not_found, .message = "no file \xFF", .hint = {}, .place = Place{}};

  EXPECT_EQ(error_json(error),
            "{\"error\":{\"code\":\"not_found\",\"message\":\"no file \uFFFD\"}}\n");
}

int code_of(ErrorCode code) {
  return exit_code_for(Error{.code = code, .message = "x", .hint = {}, .place = {}});
}

TEST(ExitCode, TellsUsageFailureAndBugApart) {
  EXPECT_EQ(code_of(ErrorCode::invalid_argument), 2);
  EXPECT_EQ(code_of(ErrorCode::internal), 70);
  for (const ErrorCode code : {ErrorCode::not_found,
                               ErrorCode::already_exists,
                               ErrorCode::conflict,
                               ErrorCode::not_a_database,
                               ErrorCode::permission_denied,
                               ErrorCode::sql_error,
                               ErrorCode::constraint,
                               ErrorCode::busy,
                               ErrorCode::limit_exceeded,
                               ErrorCode::no_space,
                               ErrorCode::io_error,
                               ErrorCode::unsupported,
                               ErrorCode::cancelled,
                               ErrorCode::timed_out}) {
    EXPECT_EQ(code_of(code), 1) << to_string(code);
  }
}

struct ReportCase {
  const char* tool;
  const char* result;
  int code;
};

TEST(ExitCode, OfAResultShowsFindings) {
  const std::vector<ReportCase> cases = {
      {"run_query", R"({"warnings":["x"]})", 0},
      {"list_migrations", R"({"migrations":[{"status":"pending"}]})", 0},
      {"list_migrations", R"({"migrations":[{"status":"file_missing"}]})", 3},
      {"list_migrations", R"({"migrations":[],"warnings":["late"]})", 3},
      {"apply_migration", R"({"applied":[]})", 0},
      {"apply_migration", R"({"applied":[],"warnings":[]})", 0},
      {"apply_migration", R"({"applied":[],"warnings":["rows lost"]})", 3},
      {"rollback_migration", R"({"rolled_back":[]})", 0},
      {"rollback_migration", R"({"rolled_back":[],"warnings":["rows lost"]})", 3},
      {"list_databases", R"({"databases":[{"status":"ready"},{"status":"missing"}]})", 0},
      {"list_databases", R"({"databases":[{"status":"ready"},{"status":"error"}]})", 3},
      {"list_databases", R"([])", 0},
      {"diff_schema", R"({"same":true,"differences":[{}]})", 0},
      {"diff_schema", R"({"same":false})", 3},
      {"repair_history", R"({"changes":[{}],"notes":["x"]})", 0},
      {"export_db", R"({"bytes":1})", 0},
      {"export_db", R"({"bytes":1,"verified":true})", 0},
      {"export_db", R"({"bytes":1,"verified":false})", 3},
  };
  for (const ReportCase& c : cases) {
    SCOPED_TRACE(std::string(c.tool) + c.result);
    EXPECT_EQ(exit_code_for_result(c.tool, Json::parse(c.result)), c.code);
  }
}

}  // namespace
}  // namespace d1mcp::cli
