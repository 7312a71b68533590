#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "sql/splitter.hpp"

namespace d1mcp::sql {
namespace {

using namespace std::string_view_literals;
using testing::HasSubstr;

/// A script that cannot be cut, and what its error must say.
struct SplitterErrorsCase {
  std::string_view script;
  Place place;
  std::string message;
  std::string hint;
};

Place place_at(std::uint32_t line, std::uint32_t column, std::uint32_t statement) {
  return {.file = {}, .line = line, .column = column, .statement = statement};
}

/// What `next` says in the end when the script comes in pieces of `size` bytes.
Error failure_of(std::string_view script, std::size_t size) {
  Splitter splitter([script, size]() mutable -> Result<std::string> {
    const std::string piece(script.substr(0, size));
    script.remove_prefix(piece.size());
    return piece;
  });
  for (;;) {
    auto statement = splitter.next();
    if (!statement) return statement.error();
    if (!statement->has_value())
      return {.code = ErrorCode::internal, .message = "no error", .hint = {}, .place = {}};
  }
}

void expect_errors(const std::vector<SplitterErrorsCase>& cases) {
  for (const SplitterErrorsCase& tested : cases) {
    SCOPED_TRACE(testing::PrintToString(std::string(tested.script)));
    for (const std::size_t size : {std::size_t{1}, std::size_t{3}, std::size_t{1000}}) {
      const Error error = failure_of(tested.script, size);
      EXPECT_EQ(error.code, ErrorCode::invalid_argument);
      EXPECT_EQ(to_string(error.place.value_or(Place())), to_string(tested.place));
      EXPECT_THAT(error.message, HasSubstr(tested.message));
      EXPECT_THAT(error.hint, HasSubstr(tested.hint));
    }
  }
}

TEST(SplitterErrors, AnUnterminatedStringIsNamedWhereItBegins) {
  expect_errors({
      {"SELECT 1;\n SELECT 'it''s; SELECT 2;",
       place_at(2, 9, 2),
       "the string that begins here with '",
       "''"},
      {"'", place_at(1, 1, 1), "string", "add '"},
      {"SELECT 'ö', 'x", place_at(1, 13, 1), "string", "add '"},
      {"SELECT x'00ff; SELECT 2", place_at(1, 8, 1), "the BLOB that begins here with x'", "add '"},
  });
}

TEST(SplitterErrors, AnUnterminatedNameIsNamedWithItsQuote) {
  expect_errors({
      {"SELECT \"a; SELECT 2;", place_at(1, 8, 1), "the name that begins here with \"", "add \""},
      {"\r\nSELECT `a", place_at(2, 8, 1), "the name that begins here with `", "add `"},
      {";;\nSELECT [a", place_at(2, 8, 1), "the name that begins here with [", "add ]"},
  });
}

TEST(SplitterErrors, AnUnterminatedCommentIsNeverSwallowed) {
  expect_errors({
      {"SELECT 1;\n/* SELECT 2;",
       place_at(2, 1, 2),
       "the comment that begins here with /*",
       "add */"},
      {"SELECT 1 /*/", place_at(1, 10, 1), "comment", "add */"},
      {"/*", place_at(1, 1, 1), "comment", "add */"},
  });
}

TEST(SplitterErrors, AnUnterminatedTriggerIsNamedWhereItBegins) {
  expect_errors({
      {"SELECT 1;\n CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1;\nSELECT 2;",
       place_at(2, 2, 2),
       "trigger",
       "END;"},
      {"CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1 END",
       place_at(1, 1, 1),
       "trigger",
       "END;"},
      {"EXPLAIN CREATE TEMP TRIGGER a", place_at(1, 1, 1), "trigger", "END;"},
      {"CREATE TRIGGER a BEGIN SELECT 1; END x; SELECT 2;", place_at(1, 1, 1), "trigger", "END;"},
  });
}

TEST(SplitterErrors, ANulByteIsNamedWhereItStandsEvenInsideAnotherToken) {
  expect_errors({
      {"SELECT 1;\0 SELECT 2"sv, place_at(1, 10, 2), "NUL byte", "remove it"},
      {"SELECT 'a\n\0b'; SELECT 2"sv, place_at(2, 1, 1), "NUL byte", "CAST(x'"},
      {"SELECT \"\0\""sv, place_at(1, 9, 1), "NUL byte", "remove it"},
      {"-- \0\nSELECT 1"sv, place_at(1, 4, 1), "NUL byte", "remove it"},
      {"/* \0 */SELECT 1"sv, place_at(1, 4, 1), "NUL byte", "remove it"},
      {"SELECT $a(\0)"sv, place_at(1, 11, 1), "NUL byte", "remove it"},
      {"SELECT a\0"sv, place_at(1, 9, 1), "NUL byte", "remove it"},
  });
}

TEST(SplitterErrors, Utf16IsTakenForWhatItIs) {
  expect_errors({
      {"\xFF\xFES\0E\0L\0"sv, place_at(1, 4, 1), "NUL byte", "UTF-16"},
      {"S\0E\0L\0"sv, place_at(1, 2, 1), "NUL byte", "UTF-16"},
      {"\0S\0E\0L"sv, place_at(1, 1, 1), "NUL byte", "UTF-16"},
  });
}

TEST(SplitterErrors, TheErrorComesAgainAndAgain) {
  Splitter splitter([first = true]() mutable -> Result<std::string> {
    return std::exchange(first, false) ? std::string("a; 'b") : std::string();
  });

  EXPECT_TRUE(splitter.next());
  const std::string message = splitter.next().error().message;
  EXPECT_EQ(splitter.next().error().message, message);
}

}  // namespace
}  // namespace d1mcp::sql
