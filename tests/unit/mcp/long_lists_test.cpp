// Lists that do not fit into one reply, through the methods that give them.

#include <gtest/gtest.h>
#include <set>
#include <string>

#include "unit/mcp/toy_server.hpp"

namespace d1mcp::mcp {
namespace {

constexpr int kEntries = 150;

Server server_with_long_lists() {
  std::vector<Tool> tools;
  for (int number = 0; number < kEntries; ++number) {
    tools.push_back(toy_tool("t" + std::to_string(number), ask_and_greet));
  }
  Server server = toy_server(std::move(tools));
  Skill big{.name = "big", .description = "Many files.", .files = {}};
  Json resources = Json::array();
  for (int number = 0; number < kEntries; ++number) {
    const std::string name = std::to_string(number);
    server.prompts.push_back({.name = name, .title = {}, .description = "A toy.", .get = {}});
    server.skills.push_back({.name = "s" + name, .description = "A toy.", .files = {}});
    big.files.push_back({.path = name, .mime_type = "text/plain", .text = name});
    resources.push_back({{"uri", "toy://" + name}, {"name", name}});
    server.resources.templates.push_back({{"uriTemplate", "toy://{x}" + name}, {"name", name}});
  }
  server.skills.push_back(std::move(big));
  server.resources.list = [resources](const CallContext&) -> Result<Json> { return resources; };
  return server;
}

struct LongList {
  const char* method;
  const char* member;
  std::size_t entries = kEntries;
  const char* params = "";
};

class LongLists : public ::testing::TestWithParam<LongList> {
 protected:
  Json ask(const Json& cursor) {
    const std::string more = *GetParam().params == '\0' ? "" : "," + std::string(GetParam().params);
    return connection_.ask(
        session_line(1, GetParam().method, R"("cursor":)" + cursor.dump() + more));
  }

  ToyConnection connection_{server_with_long_lists()};
};

TEST_P(LongLists, AreGivenPageByPage) {
  const Json first = ask("").at("result");
  const Json second = ask(first.at("nextCursor")).at("result");

  std::set<std::string> all;
  for (const Json& page : {first, second}) {
    for (const Json& entry : page.at(GetParam().member)) all.insert(entry.dump());
  }
  EXPECT_EQ(first.at(GetParam().member).size(), 100U);
  EXPECT_EQ(all.size(), GetParam().entries) << "no gap, no repeat";
  EXPECT_FALSE(second.contains("nextCursor"));
}

TEST_P(LongLists, RefuseCursorsTheyDidNotGive) {
  const Json other = connection_.ask(session_line(
      2, std::string(GetParam().method) == "tools/list" ? "prompts/list" : "tools/list"));

  for (const Json& cursor : {Json("junk"),
                             Json("AAAA"),
                             Json(7),
                             Json(nullptr),
                             Json(Json::array()),
                             other.at("result").at("nextCursor")}) {
    EXPECT_EQ(code_of(ask(cursor)), -32602) << cursor;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Methods,
    LongLists,
    ::testing::Values(
        LongList{"tools/list", "tools"},
        LongList{"prompts/list", "prompts"},
        LongList{"resources/list", "resources"},
        LongList{"resources/templates/list", "resourceTemplates"},
        LongList{"skills/list", "skills", kEntries + 1},
        LongList{"resources/directory/read", "resources", kEntries, R"("uri":"skill://big")"}));

}  // namespace
}  // namespace d1mcp::mcp
