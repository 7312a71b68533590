#include "wrangler/document.hpp"

#include <gmock/gmock.h>

#include "wrangler/plain_json.hpp"

namespace d1mcp::wrangler {
namespace {

using ::testing::HasSubstr;

using Parse = Result<Node> (*)(std::string_view, std::string_view);

Place place_of_error(Parse parse, const std::string& text) {
  const auto node = parse(text, "file");
  EXPECT_FALSE(node);
  return node ? Place{} : node.error().place.value_or(Place{});
}

Place at(std::uint32_t line, std::uint32_t column) {
  return {.file = "file", .line = line, .column = column};
}

std::string plain(std::string_view text) {
  const auto result = plain_json(text, "file");
  EXPECT_TRUE(result);
  return result ? *result : "";
}

TEST(PlainJson, BlanksCommentsAndKeepsLines) {
  EXPECT_EQ(plain("1 // a\n/* b\nc */2"), "1     \n    \n    2");
}

TEST(PlainJson, BlanksTrailingCommas) {
  EXPECT_EQ(plain("[1,]"), "[1 ]");
  EXPECT_EQ(plain("{\"a\":[],/* , */ \n}"), "{\"a\":[]         \n}");
}

TEST(PlainJson, LeavesStringsAlone) {
  for (const char* const text : {R"(["//", "/*", ",]", "\",]", "\\"])", R"({"a":"b,}"})"}) {
    EXPECT_EQ(plain(text), text);
  }
}

TEST(PlainJson, LeavesCommasThatFollowNoValue) {
  EXPECT_EQ(plain("[,]"), "[,]");
  EXPECT_EQ(plain("[1,,]"), "[1,,]");
  EXPECT_EQ(plain("{\"a\":,}"), "{\"a\":,}");
}

TEST(JsonDocument, KnowsKindsAndPlaces) {
  const auto root = parse_jsonc(R"({
  "text": "a\nb", "é": [1, -2.5e3, true, null],
  "empty": {} // c
})",
                                "file");

  ASSERT_TRUE(root) << root.error().message;
  const Node* const text = root->find("text");
  ASSERT_NE(text, nullptr);
  EXPECT_EQ(text->kind, Node::Kind::text);
  EXPECT_EQ(text->text, "a\nb");
  EXPECT_EQ(text->line, 2U);
  EXPECT_EQ(text->column, 11U);
  const Node* const list = root->find("\xC3\xA9");
  ASSERT_NE(list, nullptr);
  ASSERT_EQ(list->items.size(), 4U);
  EXPECT_EQ(list->column, 24U);
  EXPECT_EQ(list->items[1].kind, Node::Kind::number);
  EXPECT_EQ(list->items[1].column, 28U);
  EXPECT_EQ(list->items[3].kind, Node::Kind::null);
  EXPECT_EQ(list->items[3].column, 42U);
  EXPECT_EQ(root->find("empty")->line, 3U);
  EXPECT_EQ(root->find("absent"), nullptr);
}

TEST(JsonDocument, TakesTheLastOfRepeatedMembers) {
  const auto root = parse_jsonc(R"({"a":"1","a":"2"})", "file");

  ASSERT_TRUE(root);
  EXPECT_EQ(root->find("a")->text, "2");
}

TEST(JsonDocument, SaysWhereItIsWrong) {
  EXPECT_EQ(place_of_error(parse_jsonc, "{\n \"a\": x}"), at(2, 7));
  EXPECT_EQ(place_of_error(parse_jsonc, "[1,,]"), at(1, 4));
  EXPECT_EQ(place_of_error(parse_jsonc, "{}\n x"), at(2, 2));
  EXPECT_EQ(place_of_error(parse_jsonc, ""), at(1, 1));
  EXPECT_EQ(place_of_error(parse_jsonc, "[\"\xC3\xA9\", \xC3\xA9]"), at(1, 7));
  EXPECT_EQ(place_of_error(parse_jsonc, "{}\n /* "), at(2, 2));
}

TEST(JsonDocument, SaysWhatIsWrong) {
  const auto root = parse_jsonc("{\"a\" 1}", "file");

  ASSERT_FALSE(root);
  EXPECT_EQ(root.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(root.error().message, HasSubstr("unexpected number literal"));
  EXPECT_THAT(root.error().message, Not(HasSubstr("json.exception")));
}

TEST(JsonDocument, RefusesIllFormedText) {
  const auto root = parse_jsonc("[\"\xFF\"]", "file");

  ASSERT_FALSE(root);
  EXPECT_THAT(root.error().message, HasSubstr("UTF-8"));
}

TEST(JsonDocument, IsAtMost64LevelsDeep) {
  EXPECT_TRUE(parse_jsonc(std::string(64, '[') + std::string(64, ']'), "file"));
  const auto deep = parse_jsonc(std::string(200'000, '['), "file");

  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.error().code, ErrorCode::limit_exceeded);
  EXPECT_EQ(deep.error().place, at(1, 65));
}

TEST(TomlDocument, KnowsKindsAndPlaces) {
  const auto root = parse_toml("a = \"x\"\nb = 1.5\n\n[[c.d]]\ne = 2024-01-01\n[[c.d]]\n", "file");

  ASSERT_TRUE(root) << root.error().message;
  EXPECT_EQ(root->find("a")->text, "x");
  EXPECT_EQ(root->find("b")->kind, Node::Kind::number);
  EXPECT_EQ(root->find("b")->line, 2U);
  EXPECT_EQ(root->find("b")->column, 5U);
  const Node* const list = root->find("c")->find("d");
  ASSERT_NE(list, nullptr);
  ASSERT_EQ(list->items.size(), 2U);
  EXPECT_EQ(list->items[0].find("e")->kind, Node::Kind::date);
  EXPECT_EQ(list->items[1].line, 6U);
}

TEST(TomlDocument, TakesInlineTablesOfSeveralLines) {
  const auto root = parse_toml("a = [{b = \"1\", # c\n c = 2,\n}]\n", "file");

  ASSERT_TRUE(root) << root.error().message;
  EXPECT_EQ(root->find("a")->items[0].find("b")->text, "1");
}

TEST(TomlDocument, SaysWhereItIsWrong) {
  EXPECT_EQ(place_of_error(parse_toml, "a = 1\nb = = 2"), at(2, 5));
  EXPECT_EQ(place_of_error(parse_toml, "a = 1\na = 2").line, 2U);
  EXPECT_EQ(place_of_error(parse_toml, "a = \"\xFF\"").line, 1U);
}

TEST(TomlDocument, IsAtMost64LevelsDeep) {
  std::string dotted = "a";
  for (int level = 0; level < 100'000; ++level) dotted += " . a";
  for (const std::string& text :
       {dotted + " = 1", "\n[" + dotted + "]", "x = {" + dotted + " = 1}"}) {
    const auto root = parse_toml(text, "file");

    ASSERT_FALSE(root);
    EXPECT_EQ(root.error().code, ErrorCode::limit_exceeded);
    EXPECT_EQ(root.error().place->line, text[0] == '\n' ? 2U : 1U);
  }
}

TEST(TomlDocument, BoundsNestingOfAllKindsTogether) {
  std::string dotted = "a";
  for (int level = 0; level < 60; ++level) dotted += ".a";
  std::string text = "[" + dotted + "]\n";
  for (int level = 0; level < 60; ++level) text += (level == 0 ? "" : "{") + dotted + " = ";
  text += "1" + std::string(59, '}');

  const auto root = parse_toml(text, "file");

  ASSERT_FALSE(root);
  EXPECT_EQ(root.error().code, ErrorCode::limit_exceeded);
}

TEST(TomlDocument, CountsNoDotsInTexts) {
  const std::string dots(200, '.');
  const std::string words = "a.b.c" + dots;

  EXPECT_TRUE(parse_toml("a = \"" + words + "\\\"" + dots + "\" # " + words + "\n'" + words +
                             "' = '''\n'" + words + "'''\nb = \"\"\"" + words + "\"\"\"\n",
                         "file"));
}

}  // namespace
}  // namespace d1mcp::wrangler
