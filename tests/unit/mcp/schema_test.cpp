#include "mcp/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

namespace d1mcp::mcp {
namespace {

using ::testing::HasSubstr;

struct SchemaCase {
  const char* what;
  const char* schema;
  const char* problem;
};

class SchemaCheckRefuses : public ::testing::TestWithParam<SchemaCase> {};

TEST_P(SchemaCheckRefuses, NamingTheKeywordAndItsPlace) {
  const Status checked = check_schema(Json::parse(GetParam().schema));

  ASSERT_FALSE(checked);
  EXPECT_THAT(checked.error().message, HasSubstr(GetParam().problem));
}

INSTANTIATE_TEST_SUITE_P(
    Schemas,
    SchemaCheckRefuses,
    ::testing::Values(
        SchemaCase{"pattern", R"({"pattern":"a"})", R"(# uses the keyword "pattern")"},
        SchemaCase{"deep",
                   R"({"properties":{"a":{"items":{"oneOf":[{"if":{}}]}}}})",
                   R"(#/properties/a/items/oneOf/0 uses the keyword "if")"},
        SchemaCase{"ref", R"({"$ref":"#/x"})", "$ref"},
        SchemaCase{"misspelt", R"({"requird":["a"]})", "requird"},
        SchemaCase{"boolean_schema", R"({"items":true})", "#/items is not an object"},
        SchemaCase{"type_list", R"({"type":["string","null"]})", "use anyOf"},
        SchemaCase{"unknown_type", R"({"type":"int"})", "#/type is not the name of one type"},
        SchemaCase{"required_numbers", R"({"required":[1]})", "not an array of names"},
        SchemaCase{"required_unknown",
                   R"({"properties":{"a":{}},"required":["b"]})",
                   R"(requires "b", which is not a property)"},
        SchemaCase{"empty_enum", R"({"enum":[]})", "not a list of values"},
        SchemaCase{"text_bound", R"({"minimum":"1"})", "not a number"},
        SchemaCase{"negative_count", R"({"minLength":-1})", "not a count"},
        SchemaCase{"empty_choice", R"({"oneOf":[]})", "not a list of schemas"},
        SchemaCase{"no_object", "[]", "# is not an object"}),
    [](const auto& tested) { return std::string(tested.param.what); });

TEST(SchemaCheck, AdmitsEveryKeywordThatIsEnforcedOrSaysNothing) {
  const Json schema = Json::parse(R"({
    "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "t", "description": "d",
    "type": "object", "required": ["a"], "additionalProperties": false, "examples": [{}],
    "properties": {"a": {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 9,
                         "format": "uri"}, "minItems": 0, "maxItems": 3, "default": []},
                   "b": {"oneOf": [{"const": 1}, {"enum": [2]}]},
                   "c": {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1.5}]},
                   "d": {"type": "object", "additionalProperties": {"type": "integer"}}}})");

  const Status checked = check_schema(schema);

  EXPECT_TRUE(checked) << checked.error().message;
}

TEST(SchemaWords, DescribeWhatIsExpected) {
  EXPECT_EQ(expected_by(Json::parse(R"({"type":"integer","minimum":1})")),
            "an integer of at least 1");
  EXPECT_EQ(expected_by(Json::parse(R"({"type":"string","minLength":1,"maxLength":5})")),
            "a string of 1 to 5 characters");
  EXPECT_EQ(expected_by(Json::parse(R"({"const":"x"})")), R"("x")");
  EXPECT_EQ(expected_by(Json::parse("{}")), "anything");
}

}  // namespace
}  // namespace d1mcp::mcp
