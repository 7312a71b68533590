#include <gmock/gmock.h>

#include "core/text.hpp"

namespace d1mcp {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(EqualNames, FoldOnlyAsciiLetters) {
  EXPECT_TRUE(equal_names("Users", "uSERS"));
  EXPECT_TRUE(equal_names("", ""));
  EXPECT_FALSE(equal_names("users", "user"));
  EXPECT_FALSE(equal_names("\xC3\x89", "\xC3\xA9"));
  EXPECT_FALSE(equal_names("[", "{"));
  EXPECT_FALSE(equal_names("@", "`"));
  EXPECT_EQ(ascii_lower("AZ[@\xC3\x89"), "az[@\xC3\x89");
}

TEST(Trimmed, TakesWhiteSpaceOffBothEndsOnly) {
  EXPECT_EQ(trimmed(" \t\r\n\fa b\f\n\r\t "), "a b");
  EXPECT_EQ(trimmed(" \n "), "");
  EXPECT_EQ(trimmed(""), "");
  EXPECT_EQ(trimmed("\xC2\xA0x"), "\xC2\xA0x");
}

TEST(Join, PutsTheSeparatorBetween) {
  EXPECT_EQ(join({}, ", "), "");
  EXPECT_EQ(join(std::vector<std::string>{"a"}, ", "), "a");
  EXPECT_EQ(join(std::vector<std::string>{"a", "", "a"}, ", "), "a, , a");
}

const std::vector<std::string> kTables = {
    "users", "user_roles", "orders", "invoices", "USAGE_LOGS"};

TEST(NearestNames, AreBestFirst) {
  EXPECT_THAT(nearest_names("user", kTables), ElementsAre("users", "user_roles"));
  EXPECT_THAT(nearest_names("oders", kTables), ElementsAre("orders"));
}

TEST(NearestNames, IgnoreCaseAndKeepTheSpelling) {
  EXPECT_THAT(nearest_names("usage_log", kTables), ElementsAre("USAGE_LOGS"));
  EXPECT_THAT(nearest_names("USERS", kTables, 1), ElementsAre("users"));
}

TEST(NearestNames, ForgiveLettersThatChangedPlaces) {
  EXPECT_THAT(nearest_names("usres", kTables, 1), ElementsAre("users"));
  EXPECT_THAT(nearest_names("roders", kTables), ElementsAre("orders"));
}

TEST(NearestNames, OfferNothingThatHasLittleInCommon) {
  EXPECT_THAT(nearest_names("xyzzy", kTables), IsEmpty());
  EXPECT_THAT(nearest_names("", kTables), IsEmpty());
  EXPECT_THAT(nearest_names("users", {}), IsEmpty());
}

TEST(NearestNames, GiveNoMoreThanAskedFor) {
  const std::vector<std::string> many(50, "name");

  EXPECT_EQ(nearest_names("name", many).size(), 3U);
  EXPECT_EQ(nearest_names("name", many, 0).size(), 0U);
}

TEST(NearestNames, OfHugeInputAreFoundAllTheSame) {
  const std::string huge(1'000'000, 'x');
  const std::vector<std::string> candidates = {huge, "users"};

  EXPECT_THAT(nearest_names(huge, candidates, 1), ElementsAre(huge));
}

TEST(DidYouMean, IsAQuestionOrNothing) {
  EXPECT_EQ(did_you_mean("user", kTables), "did you mean users or user_roles?");
  EXPECT_EQ(did_you_mean("xyzzy", kTables), "");
}

}  // namespace
}  // namespace d1mcp
