#include <fstream>
#include <set>
#include <sstream>

#include "fixture.hpp"
#include "mcp/contract.hpp"

namespace d1mcp::tools {
namespace {

std::set<std::string> schema_files() {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(D1MCP_SCHEMAS_DIR)) {
    if (entry.path().extension() == ".json") names.insert(entry.path().stem().string());
  }
  return names;
}

class Contracts : public ToolsTest {
 protected:
  Contracts() { open_app("CREATE TABLE t(a);"); }

  std::vector<mcp::Tool> tools() { return all(services(), Access::write); }
};

TEST_F(Contracts, AreOneForEachToolAndOneToolForEach) {
  std::set<std::string> names;
  for (const mcp::Tool& tool : tools()) names.insert(tool.name);

  EXPECT_EQ(names, schema_files());
  EXPECT_EQ(names.size(), tools().size());
}

TEST_F(Contracts, AreTheFilesTheyAreWrittenIn) {
  for (const mcp::Tool& tool : tools()) {
    std::ifstream file(std::filesystem::path(D1MCP_SCHEMAS_DIR) / (tool.name + ".json"));
    std::stringstream text;
    text << file.rdbuf();
    EXPECT_EQ(tool.contract, Json::parse(text.str())) << tool.name;
  }
}

TEST_F(Contracts, HaveEverythingAClientShows) {
  for (const mcp::Tool& tool : tools()) {
    EXPECT_FALSE(tool.contract.at("title").get<std::string>().empty()) << tool.name;
    EXPECT_FALSE(tool.contract.at("description").get<std::string>().empty()) << tool.name;
    EXPECT_FALSE(tool.contract.at("examples").empty()) << tool.name;
    EXPECT_TRUE(mcp::Contract::compile(tool.contract.at("inputSchema"))) << tool.name;
    EXPECT_TRUE(mcp::Contract::compile(tool.contract.at("outputSchema"))) << tool.name;
  }
}

TEST_F(Contracts, RefuseUnknownArguments) {
  for (const mcp::Tool& tool : tools()) {
    const auto contract = mcp::Contract::compile(tool.contract.at("inputSchema"));
    Json arguments = tool.contract.at("examples").front();
    arguments["no_such_argument"] = 1;
    EXPECT_EQ(contract->accept(arguments).index(), 1U) << tool.name;
  }
}

TEST_F(Contracts, FillInTheDefaultsTheyName) {
  for (const mcp::Tool& tool : tools()) {
    const Json& schema = tool.contract.at("inputSchema");
    const auto outcome =
        mcp::Contract::compile(schema)->accept(tool.contract.at("examples").front());
    ASSERT_EQ(outcome.index(), 0U) << tool.name;
    for (const auto& [name, property] : schema.at("properties").items()) {
      if (property.contains("default")) {
        EXPECT_TRUE(std::get<0>(outcome).contains(name)) << tool.name << " " << name;
      }
    }
  }
}

class ContractExamples : public ToolsTest, public ::testing::WithParamInterface<std::string> {};

TEST_P(ContractExamples, AreAnsweredOnTheSampleProject) {
  open_sample();
  std::ofstream(root() / "backup.sql.gz") << "CREATE TABLE t(a);";
  std::ofstream(root() / "users.csv") << "id\n";
  std::ofstream(root() / "rows.ts") << "// out of date\n";
  std::ifstream file(std::filesystem::path(D1MCP_SCHEMAS_DIR) / (GetParam() + ".json"));
  const Json contract = Json::parse(file);
  ASSERT_FALSE(contract.at("examples").empty());

  for (const Json& example : contract.at("examples")) {
    const Answer answer = call(GetParam(), example);
    EXPECT_TRUE(answer) << example.dump() << ": " << describe(answer.error());
  }
}

INSTANTIATE_TEST_SUITE_P(Tools,
                         ContractExamples,
                         ::testing::ValuesIn(schema_files()),
                         [](const auto& parameter) { return parameter.param; });

}  // namespace
}  // namespace d1mcp::tools
