#include "core/result.hpp"

#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

namespace d1mcp {
namespace {

Error failure(std::string message) {
  return Error{.code = ErrorCode::busy, .message = std::move(message), .hint = "wait", .place = {}};
}

TEST(ResultValue, IsWhatItWasMadeFrom) {
  const Result<std::string> result = std::string("value");

  ASSERT_TRUE(result);
  EXPECT_EQ(*result, "value");
  EXPECT_EQ(result->size(), 5U);
}

TEST(ResultValue, MayBeMovedOut) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);

  const std::unique_ptr<int> value = std::move(result).value();

  EXPECT_EQ(*value, 7);
}

Result<std::vector<std::string>> two_rows() {
  return std::vector<std::string>{"first", "second"};
}

TEST(ResultValue, OfATemporaryOutlivesItInALoop) {
  static_assert(std::is_same_v<decltype(*two_rows()), std::vector<std::string>>);
  static_assert(std::is_same_v<decltype(two_rows().value()), std::vector<std::string>>);
  std::string seen;

  for (const std::string& text : *two_rows()) seen += text;

  EXPECT_EQ(seen, "firstsecond");
}

TEST(ResultValue, OfAFailureIsAFault) {
  const Result<int> result = failure("no");

  EXPECT_THROW(static_cast<void>(result.value()), std::bad_variant_access);
}

TEST(StatusValue, IsSuccessByDefault) {
  EXPECT_TRUE(Status());
  const Status failed = failure("no");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().message, "no");
}

Result<int> half(int number) {
  if (number % 2 != 0) return failure(std::to_string(number) + " is odd");
  return number / 2;
}

Status count_to(int number, int& reached) {
  TRY(half(number));
  reached = number;
  return {};
}

TEST(Try, ReturnsTheFailureWholeAndGoesOnAfterASuccess) {
  int reached = 0;

  const Status failed = count_to(3, reached);
  EXPECT_EQ(reached, 0);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().message, "3 is odd");
  EXPECT_EQ(failed.error().code, ErrorCode::busy);
  EXPECT_EQ(failed.error().hint, "wait");

  EXPECT_TRUE(count_to(4, reached));
  EXPECT_EQ(reached, 4);
}

Result<int> eighth(int number) {
  TRY_ASSIGN(const int first, half(number));
  TRY_ASSIGN(int second, half(first));
  TRY_ASSIGN(second, half(second));
  return second;
}

TEST(TryAssign, DeclaresOrAssigns) {
  EXPECT_EQ(*eighth(40), 5);
  EXPECT_EQ(eighth(20).error().message, "5 is odd");
}

TEST(Try, WorksInLambdasWithinOneAnother) {
  const auto outer = [](int number) -> Result<int> {
    TRY_ASSIGN(const int result, [&]() -> Result<int> {
      TRY(half(number));
      TRY_ASSIGN(const int inner, [&]() -> Result<int> {
        TRY_ASSIGN(const int innermost, half(number));
        return innermost;
      }());
      return inner;
    }());
    return result;
  };

  EXPECT_EQ(*outer(8), 4);
  EXPECT_EQ(outer(7).error().message, "7 is odd");
}

}  // namespace
}  // namespace d1mcp
