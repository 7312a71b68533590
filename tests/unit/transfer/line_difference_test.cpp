#include "transfer/line_difference.hpp"

#include <gtest/gtest.h>

namespace d1mcp::transfer {
namespace {

TEST(FirstDifferentLine, IsNoneOfEqualTexts) {
  EXPECT_FALSE(first_different_line("", ""));
  EXPECT_FALSE(first_different_line("a\nb\n", "a\nb\n"));
}

TEST(FirstDifferentLine, IsNamedByItsNumber) {
  const auto changed = first_different_line("a\nb\nc\n", "a\nx\ny\n");

  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->number, 2U);
  EXPECT_EQ(changed->left, "b");
  EXPECT_EQ(changed->right, "x");
}

TEST(FirstDifferentLine, MayBeBehindTheEndOfOneText) {
  const auto missing = first_different_line("a\n", "a\nb\n");
  const auto unended = first_different_line("a\nb\n", "a\nb");

  ASSERT_TRUE(missing);
  EXPECT_EQ(missing->number, 2U);
  EXPECT_EQ(missing->left, "");
  EXPECT_EQ(missing->right, "b");
  ASSERT_TRUE(unended);
  EXPECT_EQ(unended->number, 3U);
  EXPECT_EQ(unended->left, "");
  EXPECT_EQ(unended->right, std::nullopt);
}

TEST(FirstDifferentLine, IsNoneWhereLinesEndOtherwise) {
  EXPECT_FALSE(first_different_line("a\r\n\r\nb\r\n", "a\n\nb\n"));
}

TEST(FirstDifferentLine, SeesCarriageReturnsInLines) {
  const auto difference = first_different_line("a\rb\r\r\n", "a\rb\r\n");

  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->number, 1U);
  EXPECT_EQ(difference->left, "a\rb\r");
}

}  // namespace
}  // namespace d1mcp::transfer
