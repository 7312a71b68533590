#include "transfer/column_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

namespace d1mcp::transfer {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

sql::Value text(const char* value) {
  return std::string(value);
}

sql::Value integer(std::int64_t value) {
  return value;
}

TEST(AllowedValues, AreThoseOfAList) {
  EXPECT_THAT(allowed_values("status IN ('a', 'it''s')", "status"),
              Optional(ElementsAre(text("a"), text("it's"))));
  EXPECT_THAT(allowed_values("\"Status\" in(-1,0,1.5,TRUE)", "status"),
              Optional(ElementsAre(integer(-1), integer(0), sql::Value(1.5), integer(1))));
  EXPECT_THAT(allowed_values("t.[status] IN ('a')", "status"), Optional(ElementsAre(text("a"))));
}

TEST(AllowedValues, AreThoseOfComparisons) {
  EXPECT_THAT(allowed_values("s = 'a' OR s == 'b' or (s IS 'c')", "s"),
              Optional(ElementsAre(text("a"), text("b"), text("c"))));
}

TEST(AllowedValues, StandBesideNullAndOtherConditions) {
  for (const char* expression : {"s IS NULL OR s IN ('a')",
                                 "s ISNULL OR (s = 'a')",
                                 "length(s) > 0 AND s IN ('a')",
                                 "((n BETWEEN 1 AND 2) AND (s IN ('a')))",
                                 "n BETWEEN 1 AND 2 AND s IN ('a')",
                                 "NOT n AND s IN ('a')",
                                 "(n > 1 OR n < 0) AND s IN ('a')",
                                 "(n AND s = 'a') OR s IS NULL",
                                 "s IN ('a') /* and */ -- or\n"}) {
    EXPECT_THAT(allowed_values(expression, "s"), Optional(ElementsAre(text("a")))) << expression;
  }
}

TEST(AllowedValues, AreUnknownWhereTheConditionLetsMoreIn) {
  for (const char* expression : {"s IN ('a', NULL)",
                                 "s = NULL OR s = 'a'",
                                 "s NOT IN ('a')",
                                 "NOT s IN ('a')",
                                 "s IN ('a') OR n = 1",
                                 "n = 1 OR n = 2 AND s IN ('a')",
                                 "n BETWEEN 1 AND s IN ('a')",
                                 "CASE WHEN n AND s IN ('a') AND n THEN 1 ELSE 2 END",
                                 "CASE n WHEN 1 THEN 2 OR s = 'a' ELSE 1 END",
                                 "s = 'a' COLLATE NOCASE",
                                 "s <> 'a'",
                                 "s IS NOT 'a'",
                                 "s IN (n)",
                                 "s IN (SELECT 'a')",
                                 "s IN ()",
                                 "s = 1 + 1",
                                 "'s' IN ('a')",
                                 "lower(s) IN ('a')",
                                 "(s, n) IN (('a', 1))",
                                 "s IS NULL",
                                 "other IN ('a')",
                                 "s IN ('a'",
                                 ""}) {
    EXPECT_EQ(allowed_values(expression, "s"), std::nullopt) << expression;
  }
}

TEST(DemandsJson, WhereOnlyJsonAndNullPass) {
  for (const char* expression : {"json_valid(j)",
                                 "JSON_VALID(\"j\") = 1",
                                 "json_valid(j) IS TRUE",
                                 "j IS NULL OR json_valid(j)",
                                 "json_valid(j) AND json_type(j) = 'object'"}) {
    EXPECT_TRUE(demands_json(expression, "j")) << expression;
  }
  for (const char* expression : {"json_valid(other)",
                                 "json_valid(j) = 0",
                                 "json_valid(j, 6)",
                                 "NOT json_valid(j)",
                                 "json_valid(j) OR j = 'none'",
                                 "j IN ('a')"}) {
    EXPECT_FALSE(demands_json(expression, "j")) << expression;
  }
}

}  // namespace
}  // namespace d1mcp::transfer
