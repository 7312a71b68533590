#include "mcp/catalog.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Tool tool_with(const std::string& contract) {
  return make_tool<int, int>(
      contract,
      [](const Json&) -> Result<int> { return 0; },
      [](const int&, const CallContext&) -> Result<int> { return 0; },
      [](const int&) { return ToolResult{}; });
}

std::string refusal(std::vector<Tool> tools) {
  const Result<Catalog> catalog = Catalog::create(std::move(tools));
  return catalog ? "accepted" : catalog.error().message;
}

TEST(Catalog, ListsToolsInTheGivenOrder) {
  const Result<Catalog> catalog = Catalog::create(toy_tools());

  ASSERT_TRUE(catalog) << catalog.error().message;
  EXPECT_THAT(catalog->names(), ElementsAre("add", "fail", "break", "count", "wait"));
  EXPECT_EQ(catalog->listing(Revision::v2026_07_28).front().at("name"), "add");
}

TEST(Catalog, FindsToolsByTheirExactName) {
  const Result<Catalog> catalog = Catalog::create(toy_tools());

  EXPECT_NE(catalog->find("add"), nullptr);
  EXPECT_EQ(catalog->find("Add"), nullptr);
  EXPECT_EQ(catalog->find(""), nullptr);
}

struct CatalogCase {
  const char* what;
  const char* contract;
  const char* problem;
};

class CatalogRefuses : public ::testing::TestWithParam<CatalogCase> {};

TEST_P(CatalogRefuses, AContractThatCannotBeServed) {
  EXPECT_THAT(refusal({tool_with(GetParam().contract)}), HasSubstr(GetParam().problem));
}

INSTANTIATE_TEST_SUITE_P(
    Contracts,
    CatalogRefuses,
    ::testing::Values(
        CatalogCase{"no_json", "{", "another name or none"},
        CatalogCase{"no_name",
                    R"({"description":"d","inputSchema":{"type":"object"}})",
                    "another name or none"},
        CatalogCase{"dotted_name",
                    R"({"name":"a.b","description":"d","inputSchema":{"type":"object"}})",
                    "1 to 64"},
        CatalogCase{
            "no_description", R"({"name":"a","inputSchema":{"type":"object"}})", "no description"},
        CatalogCase{"empty_description",
                    R"({"name":"a","description":"","inputSchema":{"type":"object"}})",
                    "no description"},
        CatalogCase{"no_input", R"({"name":"a","description":"d"})", "no inputSchema"},
        CatalogCase{"array_input",
                    R"({"name":"a","description":"d","inputSchema":{"type":"array"}})",
                    "no object"},
        CatalogCase{"keyword",
                    R"({"name":"a","description":"d","inputSchema":{"type":"object","not":{}}})",
                    "\"not\""},
        CatalogCase{
            "output",
            R"({"name":"a","description":"d","inputSchema":{"type":"object"},"outputSchema":{}})",
            "outputSchema"}),
    [](const auto& tested) { return std::string(tested.param.what); });

TEST(Catalog, RefusesTwoToolsOfOneName) {
  const std::string contract = R"({"name":"a","description":"d","inputSchema":{"type":"object"}})";

  EXPECT_THAT(refusal({tool_with(contract), tool_with(contract)}), HasSubstr("twice"));
}

TEST(ContractOnTheWire, HidesWhatARevisionDoesNotKnow) {
  const Json contract = Json::parse(
      R"({"examples":[],"annotations":{"readOnlyHint":true},"outputSchema":{"type":"object"},)"
      R"("inputSchema":{"type":"object"},"description":"d","title":"T","name":"n"})");

  EXPECT_EQ(contract_on_the_wire(contract, Revision::v2024_11_05).dump(),
            R"({"name":"n","description":"d","inputSchema":{"type":"object"}})");
  EXPECT_EQ(contract_on_the_wire(contract, Revision::v2025_03_26).dump(),
            R"({"name":"n","description":"d","inputSchema":{"type":"object"},)"
            R"("annotations":{"readOnlyHint":true,"title":"T"}})");
  EXPECT_EQ(contract_on_the_wire(contract, Revision::v2025_06_18).dump(),
            R"({"name":"n","title":"T","description":"d","inputSchema":{"type":"object"},)"
            R"("outputSchema":{"type":"object"},"annotations":{"readOnlyHint":true}})");
}

TEST(ContractOnTheWire, ShowsTheOutlineOfAResult) {
  const Json contract = Json::parse(R"({"name":"n","outputSchema":{"type":"object","properties":{
      "rows":{"type":"array","items":{"type":"object","properties":{"a":{}},"required":["a"]}},
      "plan":{"type":"object","properties":{"id":{"type":"string"}},"required":["id"]}},
      "required":["rows"]}})");

  EXPECT_EQ(contract_on_the_wire(contract, Revision::v2025_11_25).at("outputSchema").dump(),
            R"({"type":"object","properties":{"rows":{"type":"array"}},"required":["rows"]})");
}

}  // namespace
}  // namespace d1mcp::mcp
