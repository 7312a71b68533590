#include "mcp/tool_result.hpp"

#include <gtest/gtest.h>

namespace d1mcp::mcp {
namespace {

ToolResult linked() {
  ToolResult result{.structured = {{"rows", 2}}};
  result.links.push_back({{"type", "resource_link"}, {"uri", "d1://a"}, {"name", "a"}});
  return result;
}

TEST(ToolResult, RepeatsTheStructureAsText) {
  EXPECT_EQ(
      tool_result({.structured = {{"b", 1}, {"a", 2}}}, Revision::v2026_07_28).dump(),
      R"({"content":[{"type":"text","text":"{\"b\":1,\"a\":2}"}],"structuredContent":{"b":1,"a":2}})");
}

TEST(ToolResult, PrefersItsOwnText) {
  const Json result = tool_result({.structured = {{"a", 1}}, .text = "one"}, Revision::v2025_06_18);

  EXPECT_EQ(result.at("content")[0].at("text"), "one");
  EXPECT_EQ(result.at("structuredContent"), (Json{{"a", 1}}));
}

TEST(ToolResult, WithoutStructureIsTextAlone) {
  EXPECT_EQ(tool_result({.structured = {}, .text = "t"}, Revision::v2026_07_28).dump(),
            R"({"content":[{"type":"text","text":"t"}]})");
}

TEST(ToolResult, KeepsLinksForThoseWhoKnowThem) {
  const Json result = tool_result(linked(), Revision::v2025_06_18);

  EXPECT_EQ(result.at("content")[1].at("type"), "resource_link");
}

TEST(ToolResult, IsPlainTextForOldClients) {
  const Json result = tool_result(linked(), Revision::v2025_03_26);

  EXPECT_EQ(
      result.dump(),
      R"({"content":[{"type":"text","text":"{\"rows\":2}"},{"type":"text","text":"d1://a"}]})");
}

TEST(ToolResult, SurvivesInvalidUtf8) {
  const Json result = tool_result({.structured = {{"a", "\xFF"}}}, Revision::v2026_07_28);

  EXPECT_EQ(result.at("content")[0].at("text"), "{\"a\":\"\xEF\xBF\xBD\"}");
}

}  // namespace
}  // namespace d1mcp::mcp
