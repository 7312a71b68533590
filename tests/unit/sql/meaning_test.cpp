#include "sql/meaning.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace d1mcp::sql {
namespace {

struct Pair {
  std::string_view one;
  std::string_view other;
};

class SameMeaning : public ::testing::TestWithParam<Pair> {};

TEST_P(SameMeaning, IsSeen) {
  const auto& [one, other] = GetParam();

  EXPECT_EQ(meaning_of(one), meaning_of(other)) << one << " / " << other;
  EXPECT_EQ(meaning_hash(one), meaning_hash(other));
  EXPECT_EQ(first_difference(one, other), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(
    Sql,
    SameMeaning,
    ::testing::Values(Pair{"SELECT 1", "select\n\t1 -- one"},
                      Pair{"SELECT 1;", "SELECT 1"},
                      Pair{"SELECT 1; SELECT 2", "SELECT 1;\r\n;;/**/SELECT 2;;"},
                      Pair{";;SELECT 1", "SELECT 1"},
                      Pair{"\xEF\xBB\xBFSELECT 1", "SELECT 1"},
                      Pair{"SELECT \"a\", [b], `c` FROM T", "SELECT A, b, c FROM t"},
                      Pair{"SELECT 0xAB, 1E5, X'AB'", "select 0xab, 1e5, x'ab'"},
                      Pair{"", " -- nothing"}));

class AnotherMeaning : public ::testing::TestWithParam<Pair> {};

TEST_P(AnotherMeaning, IsSeen) {
  const auto& [one, other] = GetParam();

  EXPECT_NE(meaning_of(one), meaning_of(other)) << one << " / " << other;
  EXPECT_NE(meaning_hash(one), meaning_hash(other));
  EXPECT_NE(first_difference(one, other), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Sql,
                         AnotherMeaning,
                         ::testing::Values(Pair{"SELECT 'a'", "SELECT 'A'"},
                                           Pair{"SELECT 'a'", "SELECT a"},
                                           Pair{"SELECT 'a\r\n'", "SELECT 'a\n'"},
                                           Pair{"SELECT \"Not paid\"", "SELECT \"not paid\""},
                                           Pair{"SELECT \"1\"", "SELECT 1"},
                                           Pair{"x DEFAULT \"NULL\"", "x DEFAULT NULL"},
                                           Pair{"SELECT 1; SELECT 2", "SELECT 1"},
                                           Pair{"SELECT ab", "SELECT a b"},
                                           Pair{"SELECT 1.0", "SELECT 1"}));

TEST(FirstDifference, HasBothTokensAndThePlaceInTheSecond) {
  const auto found =
      first_difference("CREATE TABLE t (\n  a TEXT\n);", "CREATE TABLE t (\n\n  a\tINTEGER);");

  ASSERT_TRUE(found);
  EXPECT_EQ(found->was, "TEXT");
  EXPECT_EQ(found->is, "INTEGER");
  EXPECT_EQ(found->place.line, 3U);
  EXPECT_EQ(found->place.column, 5U);
}

TEST(FirstDifference, IsAtTheEndOfTheShorterText) {
  const auto longer = first_difference("SELECT 1;", "SELECT 1;\nSELECT 2;");
  const auto shorter = first_difference("SELECT 1;\nSELECT 2;", "SELECT 1;\n");

  ASSERT_TRUE(longer);
  EXPECT_EQ(longer->was, "");
  EXPECT_EQ(longer->is, ";");
  ASSERT_TRUE(shorter);
  EXPECT_EQ(shorter->was, ";");
  EXPECT_EQ(shorter->is, "");
  EXPECT_EQ(shorter->place.line, 2U);
}

}  // namespace
}  // namespace d1mcp::sql
