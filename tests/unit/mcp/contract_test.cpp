#include "mcp/contract.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

namespace d1mcp::mcp {
namespace {

using ::testing::HasSubstr;

std::variant<Json, std::vector<Problem>> accept(const std::string& schema,
                                                const std::string& value) {
  const Result<Contract> contract = Contract::compile(Json::parse(schema));
  EXPECT_TRUE(contract) << (contract ? "" : contract.error().message);
  return contract->accept(Json::parse(value));
}

std::string accepted(const std::string& schema, const std::string& value) {
  const auto outcome = accept(schema, value);
  if (const auto* problems = std::get_if<std::vector<Problem>>(&outcome)) {
    return "refused: " + describe(*problems, "arguments");
  }
  return std::get<Json>(outcome).dump();
}

std::string refused(const std::string& schema, const std::string& value) {
  const auto outcome = accept(schema, value);
  const auto* problems = std::get_if<std::vector<Problem>>(&outcome);
  return problems == nullptr ? "accepted" : describe(*problems, "arguments");
}

struct ContractCase {
  const char* what;
  const char* schema;
  const char* value;
};

class ContractAccepts : public ::testing::TestWithParam<ContractCase> {};

TEST_P(ContractAccepts, AsItIs) {
  EXPECT_EQ(accepted(GetParam().schema, GetParam().value), Json::parse(GetParam().value).dump());
}

INSTANTIATE_TEST_SUITE_P(
    Values,
    ContractAccepts,
    ::testing::Values(
        ContractCase{"anything", "{}", R"([1,{"a":null}])"},
        ContractCase{"null", R"({"type":"null"})", "null"},
        ContractCase{"boolean", R"({"type":"boolean"})", "false"},
        ContractCase{"integer", R"({"type":"integer"})", "-3"},
        ContractCase{"largest_integer", R"({"type":"integer"})", "9223372036854775807"},
        ContractCase{"smallest_integer", R"({"type":"integer"})", "-9223372036854775808"},
        ContractCase{"number", R"({"type":"number"})", "1.5"},
        ContractCase{"integer_as_number", R"({"type":"number"})", "2"},
        ContractCase{"bounds", R"({"type":"integer","minimum":1,"maximum":3})", "3"},
        ContractCase{"fraction_bounds", R"({"type":"number","minimum":0.5})", "0.5"},
        ContractCase{"code_points", R"({"type":"string","maxLength":2})", R"("éé")"},
        ContractCase{
            "items", R"({"type":"array","items":{"type":"string"},"maxItems":2})", R"(["a","b"])"},
        ContractCase{"enumerated", R"({"enum":["a",1,null]})", "null"},
        ContractCase{"constant", R"({"const":{"a":[1]}})", R"({"a":[1]})"},
        ContractCase{"open_object",
                     R"({"type":"object","properties":{"a":{"type":"string"}}})",
                     R"({"a":"x","b":2})"},
        ContractCase{"map",
                     R"({"type":"object","additionalProperties":{"type":"integer"}})",
                     R"({"a":1,"b":2})"},
        ContractCase{"one_of", R"({"oneOf":[{"type":"string"},{"type":"integer"}]})", "7"},
        ContractCase{"any_of_several", R"({"anyOf":[{"type":"number"},{"type":"integer"}]})", "7"},
        ContractCase{"exactly_one_name",
                     R"({"type":"object","oneOf":[{"required":["sql"]},{"required":["file"]}]})",
                     R"({"sql":"x"})"}),
    [](const auto& tested) { return std::string(tested.param.what); });

struct Refusal {
  const char* what;
  const char* schema;
  const char* value;
  const char* problem;
};

class ContractRefuses : public ::testing::TestWithParam<Refusal> {};

TEST_P(ContractRefuses, SayingWhereWhatAndWhatInstead) {
  EXPECT_EQ(refused(GetParam().schema, GetParam().value), GetParam().problem);
}

constexpr const char* kObject = R"({"type":"object","additionalProperties":false,
  "properties":{"limit":{"type":"integer","minimum":1,"maximum":100},
                "mode":{"enum":["fast","safe"]},
                "rows":{"type":"array","minItems":1,"items":{"type":"object",
                  "properties":{"id":{"type":"string"}},"required":["id"]}}},
  "required":["limit"]})";

INSTANTIATE_TEST_SUITE_P(
    Values,
    ContractRefuses,
    ::testing::Values(
        Refusal{
            "another_type", R"({"type":"string"})", "7", "arguments: expected a string, found 7"},
        Refusal{"no_object",
                kObject,
                "[]",
                "arguments: expected an object with limit, found an array of no items"},
        Refusal{"missing", kObject, "{}", "limit: missing, expected an integer from 1 to 100"},
        Refusal{"below",
                kObject,
                R"({"limit":0})",
                "limit: expected an integer from 1 to 100, found 0"},
        Refusal{"fraction",
                kObject,
                R"({"limit":1.5})",
                "limit: expected an integer from 1 to 100, found 1.5"},
        Refusal{"text_for_number",
                kObject,
                R"({"limit":"7"})",
                R"(limit: expected an integer from 1 to 100, found the string "7")"},
        Refusal{"misspelt",
                kObject,
                R"({"limit":1,"lmit":2})",
                "lmit: unknown, remove it; did you mean limit?"},
        Refusal{"unknown",
                kObject,
                R"({"limit":1,"zzzzzzzz":2})",
                "zzzzzzzz: unknown, remove it; known are limit, mode, rows"},
        Refusal{"not_enumerated",
                kObject,
                R"({"limit":1,"mode":"quick"})",
                R"(mode: expected one of "fast", "safe", found the string "quick")"},
        Refusal{"too_few",
                kObject,
                R"({"limit":1,"rows":[]})",
                "rows: expected an array of at least 1 item, found an array of no items"},
        Refusal{"deep",
                kObject,
                R"({"limit":1,"rows":[{"id":"a"},{"id":2}]})",
                "rows[1].id: expected a string, found 2"},
        Refusal{"several",
                kObject,
                R"({"mode":1,"rows":7})",
                "limit: missing, expected an integer from 1 to 100\n"
                "mode: expected one of \"fast\", \"safe\", found 1\n"
                "rows: expected an array of at least 1 item, found 7"},
        Refusal{"beyond_64_bits",
                R"({"type":"integer"})",
                "9223372036854775808",
                "arguments: expected an integer, found 9223372036854775808"},
        Refusal{"far_beyond_64_bits",
                R"({"type":"integer"})",
                "99999999999999999999999",
                "arguments: expected an integer, found 1e+23"},
        Refusal{"huge_whole_number",
                R"({"type":"integer"})",
                "1e300",
                "arguments: expected an integer, found 1e+300"},
        Refusal{"too_long",
                R"({"type":"string","maxLength":2})",
                R"("abc")",
                R"(arguments: expected a string of at most 2 characters, found the string "abc")"},
        Refusal{"no_branch",
                R"({"oneOf":[{"type":"string"},{"type":"null"}]})",
                "7",
                "arguments: expected exactly one of: a string or null, found 7"},
        Refusal{
            "meant_branch",
            R"({"anyOf":[{"type":"string"},{"type":"object","properties":{"x":{"type":"integer"}}}]})",
            R"({"x":"y"})",
            R"(x: expected an integer, found the string "y")"},
        Refusal{"neither_name",
                R"({"type":"object","oneOf":[{"required":["sql"]},{"required":["file"]}]})",
                "{}",
                "arguments: expected exactly one of: an object with sql or an object with file, "
                "found an object with no members"},
        Refusal{"both_names",
                R"({"type":"object","oneOf":[{"required":["sql"]},{"required":["file"]}]})",
                R"({"sql":"x","file":"y"})",
                "arguments: expected exactly one of: an object with sql or an object with file, "
                "found several of them"},
        Refusal{"map_value",
                R"({"type":"object","additionalProperties":{"type":"integer"}})",
                R"({"a":1,"b":"2"})",
                R"(b: expected an integer, found the string "2")"}),
    [](const auto& tested) { return std::string(tested.param.what); });

TEST(Contract, WritesWholeNumbersAsIntegers) {
  EXPECT_EQ(accepted(R"({"type":"integer"})", "1.0"), "1");
  EXPECT_EQ(accepted(R"({"type":"integer"})", "1e3"), "1000");
  EXPECT_EQ(accepted(R"({"type":"integer","enum":[1,2]})", "2.0"), "2");
}

TEST(Contract, FillsInDefaultsOfAbsentMembersOnly) {
  const std::string schema =
      R"({"type":"object","properties":{"a":{"type":"integer","default":7},"b":{"type":"object",
      "properties":{"c":{"type":"boolean","default":true}}}}})";

  EXPECT_EQ(accepted(schema, "{}"), R"({"a":7})");
  EXPECT_EQ(accepted(schema, R"({"a":1,"b":{}})"), R"({"a":1,"b":{"c":true}})");
}

TEST(Contract, FillsInDefaultsOfTheBranchThatFits) {
  const std::string schema =
      R"({"oneOf":[{"type":"string"},{"type":"object","properties":{"a":{"default":1}}}]})";

  EXPECT_EQ(accepted(schema, "{}"), R"({"a":1})");
}

TEST(Contract, ShortensWhatItRepeats) {
  const std::string text = refused(R"({"type":"integer"})", "\"" + std::string(1000, 'x') + "\"");

  EXPECT_LT(text.size(), 150U);
  EXPECT_THAT(text, HasSubstr("…"));
}

TEST(Contract, ReportsNoMoreThanTwentyProblems) {
  Json value = Json::array();
  for (int index = 0; index < 100'000; ++index) value.push_back("x");
  const Result<Contract> contract =
      Contract::compile(Json::parse(R"({"type":"array","items":{"type":"integer"}})"));

  const auto outcome = contract->accept(value);

  EXPECT_EQ(std::get<std::vector<Problem>>(outcome).size(), 20U);
}

}  // namespace
}  // namespace d1mcp::mcp
