#include "name_pattern.hpp"

#include <gtest/gtest.h>
#include <string>

namespace d1mcp::tools {
namespace {

TEST(NamePattern, WithoutWildcardsIsAPartOfTheName) {
  EXPECT_TRUE(fits_pattern("user_roles", "role"));
  EXPECT_TRUE(fits_pattern("user_roles", "USER"));
  EXPECT_FALSE(fits_pattern("user_roles", "rules"));
  EXPECT_TRUE(fits_pattern("anything", ""));
  EXPECT_FALSE(fits_pattern("a", "aa"));
}

TEST(NamePattern, WithWildcardsIsTheWholeName) {
  EXPECT_TRUE(fits_pattern("user_roles", "user_*"));
  EXPECT_TRUE(fits_pattern("user_roles", "*ROLES"));
  EXPECT_TRUE(fits_pattern("user_roles", "*_*"));
  EXPECT_TRUE(fits_pattern("user_roles", "user?roles"));
  EXPECT_TRUE(fits_pattern("user_roles", "*"));
  EXPECT_TRUE(fits_pattern("", "*"));
  EXPECT_FALSE(fits_pattern("my_user_roles", "user_*"));
  EXPECT_FALSE(fits_pattern("user_", "user_?"));
  EXPECT_FALSE(fits_pattern("user_ab", "user_?"));
  EXPECT_FALSE(fits_pattern("", "?"));
}

TEST(NamePattern, TriesEveryPlaceForAStar) {
  EXPECT_TRUE(fits_pattern("aXbXc", "a*X*c"));
  EXPECT_TRUE(fits_pattern("aaab", "*ab"));
  EXPECT_TRUE(fits_pattern("mississippi", "m*iss*ip*i"));
  EXPECT_FALSE(fits_pattern("mississippi", "m*iss*ip*x"));
}

TEST(NamePattern, TakesOtherSignsAsTheyAre) {
  EXPECT_TRUE(fits_pattern("a[b]", "[b]"));
  EXPECT_FALSE(fits_pattern("ab", "*[b]"));
  EXPECT_TRUE(fits_pattern("100%", "%"));
}

TEST(NamePattern, IsNotSlowOnPurpose) {
  const std::string name(2000, 'a');
  std::string pattern;
  for (int star = 0; star < 200; ++star) pattern += "a*";

  EXPECT_FALSE(fits_pattern(name, pattern + "b"));
}

}  // namespace
}  // namespace d1mcp::tools
