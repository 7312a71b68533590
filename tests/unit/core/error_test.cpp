#include "core/error.hpp"

#include <gtest/gtest.h>

namespace d1mcp {
namespace {

Error broken() {
  return Error{.code = ErrorCode::sql_error, .message = "it broke", .hint = {}, .place = {}};
}

TEST(PlaceText, LeavesOutWhatIsUnknown) {
  EXPECT_EQ(to_string(Place{}), "");
  EXPECT_EQ(to_string(Place{.file = "a.sql", .line = 0, .column = 0, .statement = 0}), "a.sql");
  EXPECT_EQ(to_string(Place{.file = "a.sql", .line = 4, .column = 12, .statement = 0}),
            "a.sql:4:12");
  EXPECT_EQ(to_string(Place{.file = "a.sql", .line = 4, .column = 12, .statement = 2}),
            "a.sql:4:12 (statement 2)");
  EXPECT_EQ(to_string(Place{.file = "a.sql", .line = 0, .column = 0, .statement = 2}),
            "a.sql (statement 2)");
  EXPECT_EQ(to_string(Place{.file = {}, .line = 0, .column = 0, .statement = 2}), "statement 2");
}

TEST(PlaceText, WithoutAFileSaysLineAndColumnInWords) {
  EXPECT_EQ(to_string(Place{.file = {}, .line = 1, .column = 8, .statement = 0}),
            "line 1, column 8");
}

TEST(PlaceText, WithoutAColumnInventsNone) {
  EXPECT_EQ(to_string(Place{.file = "a.sql", .line = 4, .column = 0, .statement = 0}), "a.sql:4");
  EXPECT_EQ(to_string(Place{.file = {}, .line = 4, .column = 0, .statement = 0}), "line 4");
}

TEST(Describe, IsPlaceAndMessageThenTheHintOnALineOfItsOwn) {
  Error error = broken();
  error.hint = "mend it";
  error.place = Place{.file = "a.sql", .line = 4, .column = 12, .statement = 2};

  EXPECT_EQ(describe(error), "a.sql:4:12 (statement 2): it broke\nmend it");
}

TEST(Describe, IsTheMessageAloneWhenThatIsAllThereIs) {
  Error with_empty_place = broken();
  with_empty_place.place = Place{};

  EXPECT_EQ(describe(broken()), "it broke");
  EXPECT_EQ(describe(with_empty_place), "it broke");
}

TEST(ErrorWhileDoing, IntroducesTheMessageAndKeepsTheRest) {
  Error error = broken();
  error.hint = "mend it";

  const Error introduced = std::move(error).while_doing("applying a.sql");

  EXPECT_EQ(introduced.message, "applying a.sql: it broke");
  EXPECT_EQ(introduced.code, ErrorCode::sql_error);
  EXPECT_EQ(introduced.hint, "mend it");
}

TEST(ErrorAt, KeepsTheInnermostPlace) {
  const Place inner{.file = "inner", .line = 1, .column = 2, .statement = 3};

  const Error error = broken().at(inner).at({.file = "outer"});

  EXPECT_EQ(error.place, inner);
}

TEST(ErrorCodeText, IsTheSpellingOfTheCode) {
  EXPECT_EQ(to_string(ErrorCode::invalid_argument), "invalid_argument");
  EXPECT_EQ(to_string(ErrorCode::not_a_database), "not_a_database");
  EXPECT_EQ(to_string(ErrorCode::timed_out), "timed_out");
  EXPECT_EQ(to_string(ErrorCode::internal), "internal");
}

}  // namespace
}  // namespace d1mcp
