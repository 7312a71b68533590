#include <gmock/gmock.h>
#include <limits>

#include "values.hpp"

namespace d1mcp::tools {
namespace {

using sql::Value;
using ::testing::HasSubstr;

Value decoded(const char* json) {
  auto value = decode_value(Json::parse(json), "params[0]");
  EXPECT_TRUE(value) << json << ": " << value.error().message;
  return value ? *value : Value();
}

void expect_refused(const char* json) {
  const auto value = decode_value(Json::parse(json), "params[7]");
  ASSERT_FALSE(value) << json;
  EXPECT_EQ(value.error().code, ErrorCode::invalid_argument) << json;
  EXPECT_THAT(value.error().message, HasSubstr("params[7]")) << json;
  EXPECT_FALSE(value.error().hint.empty()) << json;
}

TEST(DecodeValue, TakesPlainJson) {
  EXPECT_EQ(decoded("null"), Value());
  EXPECT_EQ(decoded("true"), Value(std::int64_t{1}));
  EXPECT_EQ(decoded("false"), Value(std::int64_t{0}));
  EXPECT_EQ(decoded("-7"), Value(std::int64_t{-7}));
  EXPECT_EQ(decoded("\"text\""), Value(std::string("text")));
  EXPECT_EQ(decoded("\"\""), Value(std::string()));
}

TEST(DecodeValue, KeepsIntegersAndRealsApart) {
  EXPECT_EQ(decoded("5"), Value(std::int64_t{5}));
  EXPECT_EQ(decoded("5.0"), Value(5.0));
  EXPECT_EQ(decoded("1e2"), Value(100.0));
  EXPECT_EQ(decoded("9223372036854775807"), Value(std::numeric_limits<std::int64_t>::max()));
  EXPECT_EQ(decoded("-9223372036854775808"), Value(std::numeric_limits<std::int64_t>::min()));
}

TEST(DecodeValue, TakesEveryFormThatIsWritten) {
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<Value> values = {Value(),
                                     Value(std::int64_t{0}),
                                     Value(std::numeric_limits<std::int64_t>::max()),
                                     Value(std::numeric_limits<std::int64_t>::min()),
                                     Value(5.0),
                                     Value(0.1),
                                     Value(-infinity),
                                     Value(infinity),
                                     Value(std::string("h\xC3\xA9")),
                                     Value(std::string("a\0b", 3)),
                                     Value(std::string("\xFF\xFE")),
                                     Value(sql::Blob{"\xFF"}),
                                     Value(sql::Blob{})};
  for (const Value& value : values) {
    const std::string json = encode_value(sql::view_of(value), 1000).dump();
    EXPECT_EQ(decoded(json.c_str()), value) << json;
  }
}

TEST(DecodeValue, TakesTaggedValuesWithoutTheirSize) {
  EXPECT_EQ(decoded(R"({"$blob": "AAEC"})"), Value(sql::Blob{std::string("\0\1\2", 3)}));
  EXPECT_EQ(decoded(R"({"$text_base64": "//4="})"), Value(std::string("\xFF\xFE")));
  EXPECT_EQ(decoded(R"({"$real": "1.5"})"), Value(1.5));
  EXPECT_EQ(decoded(R"({"$real": "2"})"), Value(2.0));
}

TEST(DecodeValue, RefusesWhatIsNoValue) {
  for (const char* json : {"[]",
                           "[1]",
                           "{}",
                           R"({"bytes": 3})",
                           R"({"$what": "x"})",
                           R"({"a": 1})",
                           "18446744073709551615"}) {
    expect_refused(json);
  }
}

TEST(DecodeValue, RefusesTaggedValuesWithTheWrongContent) {
  for (const char* json : {R"({"$int": 5})",
                           R"({"$int": ""})",
                           R"({"$int": "5.0"})",
                           R"({"$int": " 5"})",
                           R"({"$int": "9223372036854775808"})",
                           R"({"$int": "0x10"})",
                           R"({"$real": "NaN"})",
                           R"({"$real": "nan"})",
                           R"({"$real": "inf"})",
                           R"({"$real": "1e999"})",
                           R"({"$real": ""})",
                           R"({"$real": 1.5})",
                           R"({"$blob": "AAE"})",
                           R"({"$blob": "A AEC"})",
                           R"({"$blob": null})",
                           R"({"$text_base64": "-_8="})"}) {
    expect_refused(json);
  }
}

TEST(DecodeValue, RefusesACellThatWasCut) {
  expect_refused(R"({"$cut": "text", "head": "abc", "bytes": 9000})");
}

TEST(DecodeValue, RefusesTwoValuesInOne) {
  expect_refused(R"({"$int": "1", "$blob": "AAEC"})");
  expect_refused(R"({"$int": "1", "extra": "x"})");
}

TEST(DecodeParameters, BindAnArrayByPosition) {
  const auto parameters = decode_parameters(Json::parse(R"({"params": ["a", null, 2.0]})"));

  ASSERT_TRUE(parameters);
  EXPECT_TRUE(parameters->named.empty());
  EXPECT_EQ(parameters->positional,
            (std::vector<Value>{Value(std::string("a")), Value(), Value(2.0)}));
}

TEST(DecodeParameters, BindAnObjectByName) {
  const auto parameters = decode_parameters(Json::parse(R"({"params": {"b": 1, ":a": "x"}})"));

  ASSERT_TRUE(parameters);
  EXPECT_TRUE(parameters->positional.empty());
  ASSERT_EQ(parameters->named.size(), 2U);
  EXPECT_EQ(parameters->named[0].first, "b");
  EXPECT_EQ(parameters->named[1].second, Value(std::string("x")));
}

TEST(DecodeParameters, ReachD1AsJavaScriptBindsThem) {
  const auto parameters =
      decode_parameters(Json::parse(R"({"params": [5, true, "5", {"$int": "9007199254740993"}]})"));

  ASSERT_TRUE(parameters);
  EXPECT_EQ(
      as_bound(*parameters, d1::Dialect::d1_local).positional,
      (std::vector<Value>{
          Value(5.0), Value(1.0), Value(std::string("5")), Value(std::int64_t{9007199254740993})}));
  EXPECT_EQ(as_bound(*parameters, d1::Dialect::sqlite).positional, parameters->positional);
}

TEST(DecodeParameters, AreNoneWhenThereAreNone) {
  EXPECT_TRUE(decode_parameters(Json::object())->empty());
  EXPECT_TRUE(decode_parameters(Json::parse(R"({"params": []})"))->empty());
}

TEST(DecodeParameters, NameTheOneThatIsWrong) {
  const auto by_position = decode_parameters(Json::parse(R"({"params": [1, [2]]})"));
  const auto by_name = decode_parameters(Json::parse(R"({"params": {"id": [2]}})"));

  ASSERT_FALSE(by_position);
  EXPECT_THAT(by_position.error().message, HasSubstr("params[1]"));
  ASSERT_FALSE(by_name);
  EXPECT_THAT(by_name.error().message, HasSubstr("params.id"));
}

}  // namespace
}  // namespace d1mcp::tools
