#include "jsonrpc/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

namespace d1mcp::jsonrpc {
namespace {

using ::testing::HasSubstr;

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

TEST(Parse, KeepsMembersInTheirOrder) {
  const Parsed parsed = parse(R"({"z":1,"a":{"y":2,"b":3}})", {});

  EXPECT_EQ(parsed.defect, "");
  EXPECT_EQ(parsed.value.dump(), R"({"z":1,"a":{"y":2,"b":3}})");
}

TEST(Parse, KeepsEveryKindOfValue) {
  const std::string text =
      R"([null,true,false,0,-1,9223372036854775807,18446744073709551615,1.5,"é\u0000",[],{}])";

  const Parsed parsed = parse(text, {});

  EXPECT_TRUE(parsed.is_json);
  EXPECT_EQ(parsed.value.dump(), text);
}

TEST(Parse, TakesAScalarAsAWholeText) {
  EXPECT_EQ(parse("7", {}).value, 7);
  EXPECT_EQ(parse(" \"x\" ", {}).value, "x");
}

TEST(Parse, ToleratesALeadingByteOrderMark) {
  EXPECT_EQ(parse("\xEF\xBB\xBF{}", {}).value, Json::object());
}

struct Broken {
  const char* what;
  std::string text;
};

class ParseRefuses : public ::testing::TestWithParam<Broken> {};

TEST_P(ParseRefuses, AsNoJson) {
  const Parsed parsed = parse(GetParam().text, {});

  EXPECT_FALSE(parsed.is_json);
  EXPECT_NE(parsed.defect, "");
  EXPECT_TRUE(parsed.value.is_null());
}

INSTANTIATE_TEST_SUITE_P(Texts,
                         ParseRefuses,
                         ::testing::Values(Broken{"nothing", ""},
                                           Broken{"blank", "  "},
                                           Broken{"cut", R"({"a":)"},
                                           Broken{"rest", "{} {}"},
                                           Broken{"comment", "{} // x"},
                                           Broken{"trailing_comma", "[1,]"},
                                           Broken{"single_quotes", "{'a':1}"},
                                           Broken{"nan", "[NaN]"},
                                           Broken{"too_large_a_number", "[1e400]"},
                                           Broken{"lone_surrogate", R"(["\ud800"])"},
                                           Broken{"control_character", "[\"a\nb\"]"},
                                           Broken{"nul", std::string("{}\0", 3)},
                                           Broken{"bad_utf8", "[\"\xC3\x28\"]"},
                                           Broken{"overlong_utf8", "[\"\xC0\xAF\"]"},
                                           Broken{"utf16", std::string("\xFF\xFE{\0}\0", 6)}),
                         [](const auto& tested) { return std::string(tested.param.what); });

TEST(Parse, SaysWhereTheTextStopsBeingJson) {
  EXPECT_THAT(parse(R"({"a":x})", {}).defect, HasSubstr("byte 6"));
  EXPECT_THAT(parse(R"({"a":)", {}).defect, HasSubstr("ends too early"));
  EXPECT_THAT(parse("", {}).defect, HasSubstr("ends too early"));
  EXPECT_THAT(parse("[\"\xFF\"]", {}).defect, HasSubstr("UTF-8"));
}

TEST(Parse, AdmitsTheGreatestDepthAndNoMore) {
  EXPECT_EQ(parse(nested(64), {}).defect, "");
  EXPECT_THAT(parse(nested(65), {}).defect, HasSubstr("64 levels"));
}

TEST(Parse, ReadsOverWhatIsTooDeepAndKeepsTheRest) {
  const Parsed parsed = parse(R"({"a":)" + nested(100) + R"(,"id":7})", {});

  EXPECT_TRUE(parsed.is_json);
  EXPECT_THAT(parsed.defect, HasSubstr("nested"));
  EXPECT_EQ(parsed.value.at("id"), 7);
}

TEST(Parse, SurvivesAbsurdDepth) {
  const Parsed parsed = parse(nested(300'000), {});

  EXPECT_THAT(parsed.defect, HasSubstr("nested"));
}

TEST(Parse, FindsANameThatOccursTwiceAnywhere) {
  EXPECT_THAT(parse(R"({"a":1,"b":2,"a":3})", {}).defect, HasSubstr("\"a\" occurs twice"));
  EXPECT_THAT(parse(R"({"x":[{"deep":1,"deep":1}]})", {}).defect, HasSubstr("\"deep\""));
  EXPECT_EQ(parse(R"({"a":{"b":1},"b":{"a":1}})", {}).defect, "");
}

TEST(Parse, FindsARepeatedNameAmongManyInReasonableTime) {
  std::string text = "{";
  for (int name = 0; name < 50'000; ++name) text += "\"n" + std::to_string(name) + "\":0,";
  text += "\"n77\":1}";

  EXPECT_THAT(parse(text, {}).defect, HasSubstr("\"n77\""));
}

TEST(Parse, LimitsTheNumberOfValues) {
  const Limits limits{.max_values = 3};

  EXPECT_EQ(parse("[1,2]", limits).defect, "");
  EXPECT_THAT(parse("[1,2,3]", limits).defect, HasSubstr("more than 3 values"));
}

TEST(Parse, KeepsOnlyTheIdBeyondTheLimitOfValues) {
  const Limits limits{.max_values = 3};

  const Parsed parsed = parse(R"({"params":[1,2,[3],{"id":4}],"more":5,"id":7})", limits);

  EXPECT_NE(parsed.defect, "");
  EXPECT_EQ(parsed.value.at("id"), 7);
  EXPECT_FALSE(parsed.value.contains("more"));
  EXPECT_EQ(parse("[1,2,3,4,5]", limits).value.size(), 2U);
}

}  // namespace
}  // namespace d1mcp::jsonrpc
